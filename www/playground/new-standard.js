// The text of a new standard: the smallest one that works.

export const NEW_STANDARD = `{
  "gongdan": 1,
  "id": "my-standard",
  "version": "1.0.0",
  "title": { "zh": "我的工单标准", "en": "My work-order standard" },
  "source": { "document": "我们的规定", "section": "一" },
  "forms": {
    "order": {
      "title": { "zh": "工单", "en": "Work order" },
      "source": "一",
      "fields": {
        "customer": { "type": "text", "required": true, "label": { "zh": "客户", "en": "Customer" }, "source": "一" }
      }
    }
  }
}
`;
