/** The page would not tell the truth; `findings` says why, one sentence each. Nothing has been written. */
export class Refusal extends Error {
  /** @param {string[]} findings */
  constructor(findings) {
    super(findings.join('\n'));
    this.findings = findings;
  }
}
