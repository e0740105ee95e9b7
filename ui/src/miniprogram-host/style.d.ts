/** The bundler gives a style sheet as its text, imports included. */
declare module '*.css' {
  const text: string;
  export default text;
}
