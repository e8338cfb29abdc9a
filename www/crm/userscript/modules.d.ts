// What the build of the user script takes as modules: texts of styles, and built-in standards by their id.

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "standard:*" {
  const written: object;
  export default written;
}
