// The version of the package, for those who must name it without reading package.json.

export const version = "0.1.0";
