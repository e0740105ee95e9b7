/** Where a line of a text begins and ends; `line` is counted from 1. */
export function lineOf(text: string, line: number): [start: number, end: number] {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return [start, start + (lines[line - 1]?.length ?? 0)];
}

/** What a list names, however it is divided. */
export function items(text: string): string[] {
  return text.split(/[\s,;]+/u).filter((one) => one !== '');
}
