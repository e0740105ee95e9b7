/** The bundler takes a style sheet as a side effect. */
declare module '*.css';
