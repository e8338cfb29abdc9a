// Returns the control of a field to focus: the checked one, else the first.

export const chosenOf = (controls) => controls.find((control) => control.checked) ?? controls[0];
