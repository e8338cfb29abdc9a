// The services of this portal. Each is a form of a built-in standard as the customer sees it: which fields they fill
// in, what the portal sets itself, what the workers fill in, and what the customer confirms at the end. Owners edit
// this file; nothing else in the portal knows a standard.

const bilingual = (zh, en) => ({ zh, en });

/** Marks for a paper form with a line for them, best first. */
const MARKS = [bilingual("非常满意", "very satisfied"), bilingual("满意", "satisfied"), bilingual("一般", "fair"), bilingual("不满意", "dissatisfied"), bilingual("非常不满意", "very dissatisfied")];

/**
 * - `asks`, `works`, `confirms`: fields for the customer, for the workers, for the customer again.
 * - `autofill`: what browsers may fill in for the customer, as in `autocomplete`.
 * - `must`: which of these are required although optional in the standard; `when`: condition for a field to be asked.
 * - `sets`, `signs`: what the portal sets when the request is made, and confirmed; `now` is the moment.
 * - `number`: the field for the order number. `done`: once filled in, the customer can confirm; `closes` are the
 *   workflow states that this leads through. `marks`: a text chosen among marks.
 * @type {portal.Service[]}
 */
export const SERVICES = [
  {
    id: "home-repair", standard: "property-home-repair", form: "home_repair_order",
    title: bilingual("家中报修", "Home repair"),
    about: bilingual("水电、门窗、下水：约好时间，师傅上门。", "Water, power, doors, drains: agree a time and somebody comes."),
    icon: "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
    asks: ["customer_name", "phone", "repair_address", "repair_content", "appointment_at", "work_kind", "disclaimer_accepted"],
    autofill: { customer_name: "name", repair_address: "street-address" },
    must: ["appointment_at"], sets: (now) => ({ accepted_at: now }),
    works: ["repairer", "arrived_at", "material", "material_source"],
    confirms: ["completed_at", "service_rating", "signature"], signs: (now) => ({ sign_date: now.slice(0, 10) }),
    marks: { service_rating: MARKS },
    number: "order_no", done: "arrived_at", closes: ["completed", "signed"],
  },
  {
    id: "public-repair", standard: "property-repair-order", form: "repair_business_order",
    title: bilingual("公共区域报修", "Shared areas"),
    about: bilingual("楼道、电梯厅、门禁、外墙坏了：说清在哪里，多急。", "A stairwell, lift lobby, door or outer wall: say where, and how urgent it is."),
    icon: "M5 21V4h14v17M3 21h18M9 8h1.5M13.5 8H15M9 12h1.5M13.5 12H15M10 21v-5h4v5",
    asks: ["problem", "urgency", "room_no", "phone", "appointment_at"],
    sets: (now) => ({ project: "翠园小区", accepted_at: now, accepted_by: "网上报修", repair_type: "public_part" }),
    works: ["repairer", "arrived_at", "repair_content"],
    confirms: ["owner_opinion", "owner_signature"], signs: () => ({ result: "done" }),
    number: "order_no", done: "repair_content", closes: ["done"],
  },
  {
    id: "after-sales", standard: "after-sales-order", form: "after_sales_order",
    title: bilingual("设备售后", "Device after-sales"),
    about: bilingual("产品坏了或不会用：写下型号和现象，工程师联系您。", "A product is broken or puzzling: name the model and what happens; an engineer gets in touch."),
    icon: "M4 5h16v11H4zM9 20h6M12 16v4",
    asks: ["customer_name", "contact", "product_model", "problem"],
    autofill: { customer_name: "name" },
    sets: () => ({ request_channel: "online", status: "recorded" }),
    works: ["engineer_name", "engineer_phone", "itinerary", "analysis", "solution", "operations", "tools", "repair_minutes", "engineer_signature", "completed_at", "follow_up_at", "follow_up_result"],
    confirms: [], number: "order_no", done: "completed_at", closes: [],
  },
  {
    id: "it-service", standard: "it-service-order", form: "it_service_order",
    title: bilingual("信息系统服务", "IT service desk"),
    about: bilingual("系统打不开、要改数据、要开通账号：交给服务台。", "A system is down, data is wrong, an account is needed: tell the desk."),
    icon: "M4 6c0-3 16-3 16 0v12c0 3-16 3-16 0zM4 6c0 3 16 3 16 0M4 12c0 3 16 3 16 0",
    asks: ["client_unit", "system_name", "submitter", "submitter_contact", "planned_start", "planned_end", "service_content"],
    autofill: { client_unit: "organization", submitter: "name" },
    sets: () => ({ engineer_name: "信息服务台", engineer_contact: "8000" }),
    works: ["service_process", "completed_at"],
    confirms: ["rating", "customer_signature", "suggestion"],
    number: "service_no", done: "completed_at", closes: [],
  },
  {
    id: "software-visit", standard: "onsite-request", form: "onsite_request",
    title: bilingual("软件现场服务", "Software on site"),
    about: bilingual("已有服务卡的单位：写明产品、现象和希望的结果。", "For holders of a service card: the product, what happens, what you would like."),
    icon: "M8 8l-4 4 4 4M16 8l4 4-4 4M13.5 5l-3 14",
    asks: ["customer_unit", "service_card_no", "contact", "contact_phone", "unit_address", "service_manual_no", "product_version", "symptom", "user_wish"],
    autofill: { customer_unit: "organization", contact: "name", unit_address: "street-address" },
    sets: (now) => ({ request_date: now.slice(0, 10), hotline_engineer: "热线值班", info_source: "other", info_source_other: "网上报修" }),
    works: ["onsite_engineer", "disposition", "duty_manager", "manager_time", "solution", "engineer_manual_no", "service_engineer", "start_time", "end_time"],
    confirms: ["resolution", "user_opinion", "user_signature"], signs: (now) => ({ visited: true, user_sign_date: now.slice(0, 10) }),
    number: "request_no", done: "end_time", closes: ["receipted"],
  },
  {
    id: "community", standard: "community-service-order", form: "community_order",
    title: bilingual("社区便民服务", "Community services"),
    about: bilingual("路灯坏了、积水、要家政、有建议：告诉社区。", "A lamp is out, water stands, help at home, an idea: tell the community."),
    icon: "M3 21h18M5 21V9l7-5 7 5v12M9 21v-5h6v5M9 11h.01M15 11h.01",
    asks: ["category", "service_kind", "facility_kind", "hazard_kind", "topic", "description"],
    when: { service_kind: 'category = "living_service"', facility_kind: 'category = "facility"', hazard_kind: 'category = "safety"', topic: 'category = "interaction"' },
    sets: (now) => ({ source: "resident_feedback", channel: "online", status: "collected", created_at: now }),
    works: ["assigned_to", "processed_at", "replied_at"],
    confirms: [], closes: [],
  },
];

/** Finds the service of a URL. @param {string} id */
export const serviceById = (id) => SERVICES.find((service) => service.id === id);

/** The service of a stored request; requests of removed services are never returned. @param {{ service: string }} request */
export const serviceOf = ({ service }) => /** @type {portal.Service} */ (serviceById(service));

/** The service whose form a record has. */
export const serviceFor = ({ standard, form }) => SERVICES.find((service) => service.standard === standard.id && service.form === form);
