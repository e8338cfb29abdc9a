// Maps the legacy page's names to those of the standard.

export const names = {
  F01: "status", F03: "received_at", F04: "report_content", F05: "customer_request", F06: "solvable", F07: "agreed_at", F08: "paid_service",
  F09: "fee_told_at", F10: "key_customer", F11: "important", F12: "duty_log_at", F13: "crm_entered_at", F14: "handler", F15: "handler_told_appointment",
  F16: "arrived_at", F17: "completed_at", F18: "fee", F19: "fee_reduction", F20: "printed_at", F21: "assigned_at", F22: "auxiliary_service",
};

/** By control: its codes and the standard's options. */
export const codes = {
  F01: { 10: "received", 15: "declined", 20: "assigned", 30: "done" },
};
