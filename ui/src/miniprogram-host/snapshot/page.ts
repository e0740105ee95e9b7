/** A still as HTML of its own, for a report that is read offline. */

import type { Snapshot } from '../protocol';

/** A whole page, pictures inside; it runs nothing and loads nothing. */
export function snapshotPage({ environment, height, markup, pictures, styles, width }: Snapshot): string {
  const drawn = markup.replaceAll(
    /<canvas([^>]*) data-picture="(\d+)" data-size="(\d+) (\d+)"([^>]*)><\/canvas>/gu,
    (_, before: string, at: string, wide: string, tall: string, after: string) =>
      `<img${before}${after} width="${wide}" height="${tall}" alt="" src="${pictures[Number(at)] ?? ''}">`,
  );
  const style = styles.map((text) => text.replaceAll(':host', ':root').replaceAll('</', String.raw`<\/`)).join('\n');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${environment}</title>
<style>${style}
html, body { width: ${width}px; height: ${height}px; }
.host-phone { width: ${width}px; height: ${height}px; }
.host-phone * { animation: none !important; pointer-events: none; }
</style>
</head>
<body>${drawn}</body>
</html>
`;
}
