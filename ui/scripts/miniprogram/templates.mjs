import compiler from 'glass-easel-template-compiler';

/**
 * Compiles all .wxml and .wxs to one expression: a map from template path to its generator.
 *
 * @param {import('./read.mjs').Program} program
 * @returns {{code: string, warnings: string[]}}
 */
export function compileTemplates(program) {
  const group = new compiler.TmplGroup();
  const warnings = [];
  for (const [path, source] of program.scripts) group.addScript(path, source);
  for (const [path, source] of program.templates) {
    for (const problem of group.addTmpl(path, source)) {
      const text = `${path}.wxml:${problem.startLine + 1}: ${problem.message}`;
      // Levels of the compiler: note 1, warn 2, error 3, fatal 4.
      if (problem.level >= 3) throw new Error(text);
      warnings.push(text);
    }
  }
  const code = group.getTmplGenObjectGroups();
  group.free();
  return { code, warnings };
}
