// Plays a scenario of tests/scenarios on the mini-program's session. The twin of `src-tauri/core/src/scenario.rs`.

const SURFACE = 'wechat';

/** What may be expected of a step. */
const FIELDS = {
  state: (view) => view.state,
  kind: (view) => view.kind,
  recovery: (view) => view.recovery,
  remedy: (view) => view.remedy,
  attempt: (view) => view.attempt,
  copy: (view) => view.body,
  offers: (view) => view.offers.map(({ event }) => event),
  labels: (view) => view.offers.map(({ label }) => label),
  do: (_, step) => step.effects,
  taken: (_, step) => step.taken,
};

/**
 * @param {{Session: Function, classify: Function}} twin
 * @param {{steps: object[]}} scenario
 * @returns {{unmet: string[]}[]} What differs, step by step.
 */
function replay({ Session, classify }, scenario) {
  const session = new Session();
  return scenario.steps.map((step, number) => {
    const { taken, failure } = play(session, classify, step, number);
    // What was observed is told even where the flow forgets it at once (a cancel).
    const view = { ...session.view('zh-CN', '*'), ...(failure && { kind: failure.kind, recovery: failure.recovery }) };
    const unmet = [];
    for (const [field, wanted] of Object.entries(step.expect ?? {})) {
      if (!(field in FIELDS)) throw new Error(`step ${number}: nothing to expect is called ${field}`);
      const expected = JSON.stringify(bySurface(wanted));
      const seen = JSON.stringify(FIELDS[field](view, taken));
      if (expected !== seen) unmet.push(`step ${number}: ${field}: expected ${expected}, saw ${seen}`);
    }
    return { step: number, state: view.state, unmet };
  });
}

function play(session, classify, { user, host, fails, late }, number) {
  if ([user, host, fails].filter((one) => one !== undefined).length !== 1) throw new Error(`step ${number}: exactly one of user, host, fails is needed`);
  const attempt = session.attempt - (late ? 1 : 0);
  if (user === 'save' && session.state === 'ready') return { taken: session.save('scenario') };
  if (user) return { taken: session.send(user) };
  if (host) return { taken: session.answer(attempt, { event: host }) };
  if (!fails[SURFACE]) throw new Error(`step ${number}: no signal for ${SURFACE}; say in not_on why`);
  const failure = classify(fails[SURFACE]);
  return { taken: session.answer(attempt, { failed: failure }), failure };
}

function bySurface(value) {
  const split = value !== null && typeof value === 'object' && !Array.isArray(value) && SURFACE in value;
  return split ? value[SURFACE] : value;
}

module.exports = { SURFACE, replay };
