/** How each environment words a failure: `core/contract/environments.json`, which says of each row where it was seen. */

import { environments, type MishapWord } from '../../generated/environments';
import { idOf, type Environment } from '../script';

/** What befalls a call, whatever it is called there. */
export type Mishap = MishapWord;

/** A failure as the mini-program receives it. */
export interface Spelling {
  errMsg: string;
  errno?: number;
}

interface Row {
  in?: readonly string[];
  api?: string;
  signal: Spelling;
}

/** The failure as `environment` words it; the first fitting row wins. */
export function spell(environment: Environment, api: string, mishap: Mishap): Spelling {
  const rows: readonly Row[] = environments.mishaps.find((one) => one.mishap === mishap)?.wechat ?? [];
  const row = rows.find((one) => (one.in?.includes(idOf(environment)) ?? true) && (one.api ?? api) === api);
  if (row === undefined) throw new Error(`no spelling of ${mishap} for ${api}`);
  const { errMsg, errno } = row.signal;
  return { errMsg: errMsg.replaceAll('$', api), ...(errno === undefined ? {} : { errno }) };
}
