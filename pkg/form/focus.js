// Returns the control of a field to focus: the checked one, else the first.

export const controlToFocus = (controls) => controls.find((control) => control.checked) ?? controls[0];
