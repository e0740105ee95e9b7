// Plays a scenario's moves on the mini-program's own flow. What it is given: the files that ship, by path.

(files) => {
  const loaded = {};

  function load(path) {
    if (!(path in loaded)) {
      const module = { exports: {} };
      loaded[path] = module;
      const folder = path.split('/').slice(0, -1);
      files[path](module, module.exports, (wanted) => load(resolve(folder, wanted)));
    }
    return loaded[path].exports;
  }

  function resolve(folder, wanted) {
    const parts = [...folder];
    for (const part of wanted.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.') parts.push(part);
    }
    return parts.join('/');
  }

  const { Session } = load('flow/session.js');
  const { classify } = load('flow/classify.js');
  const { hash } = load('contract/contract.js');

  /** `client` picks the written steps. A move is `{late, user?, host?, fails?}`. */
  function play(moves, client) {
    const session = new Session();
    return moves.map(({ late, user, host, fails }) => {
      const attempt = session.attempt - (late ? 1 : 0);
      const failure = fails ? classify(fails) : null;
      const on = failure ? failure.event : user || host;
      let step;
      if (user === 'save' && session.state === 'ready') step = session.save('scenario');
      else if (user) step = session.send(user);
      else step = session.answer(attempt, failure ? { failed: failure } : { event: host });
      return { on, taken: step.taken, effects: step.effects, failure, view: session.view('zh-CN', client) };
    });
  }

  return (text) => {
    const { moves, client } = JSON.parse(text);
    return JSON.stringify({ hash, steps: play(moves, client) });
  };
};
