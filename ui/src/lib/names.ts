/** The naming template as the options sheet edits it. What a name comes out as is Rust's to say: see `name_preview`. */

export const TOKENS = ['title', 'id', 'campaign', 'date', 'index', 'width', 'height', 'ext'] as const;
export type Token = (typeof TOKENS)[number];

/** What a poster is called unless the user says otherwise. */
export const PLAIN = '{title}';
const FOLDER = '{campaign}/';

/** Whether each campaign gets a folder of its own. */
export function inFolders(template: string): boolean {
  return template.startsWith(FOLDER);
}

export function withFolders(template: string, wanted: boolean): string {
  if (wanted === inFolders(template)) return template;
  return wanted ? FOLDER + template : template.slice(FOLDER.length) || PLAIN;
}

/** The template with a token where the caret was, and where the caret is then. */
export function insert(template: string, token: Token, from: number, to: number): { template: string; caret: number } {
  const piece = `{${token}}`;
  return { template: template.slice(0, from) + piece + template.slice(to), caret: from + piece.length };
}
