// Modules that the build of the user script resolves: style sheets as texts, and built-in standards by id.

declare module "*.css" {
  const text: string;
  export default text;
}

declare module "standard:*" {
  const written: object;
  export default written;
}
