// The forms filled in on site; the build caches their standards for offline use.

export const FORMS = [
  { standard: "onsite-record", form: "onsite_service_record" },
  { standard: "mine-maintenance-order", form: "mine_order" },
  { standard: "onsite-maintenance", form: "repair_note" },
  { standard: "repair-service-order", form: "repair_service_order" },
  { standard: "home-service-order", form: "home_service_order" },
];
