// Where the focus goes in a field: to what is chosen, else to its first control.

export const chosenOf = (controls) => controls.find((control) => control.checked) ?? controls[0];
