// The icons beside status messages, as paths for `icon`: no status is told by colour alone.

export const STATUS_ICONS = {
  good: "M5 12.5l4.5 4.5L19 7.5",
  warning: "M12 4L2.5 20h19zM12 10v5M12 17.5v.5",
  error: "M12 3a9 9 0 100 18 9 9 0 000-18M12 7.5v6M12 16v.5",
  info: "M12 3a9 9 0 100 18 9 9 0 000-18M12 11v5.5M12 7.5v.5",
};
