/** request and downloadFile: real HTTP, under the script's network. */

import type { Phone } from '../phone';
import { asynchronous, Listeners, type Options, type Settle, type WxFunction } from './call';
import type { Mishap } from './spelling';

const MOST_AT_ONCE = 10;

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
};

/** A call under way. */
interface Task {
  kind: 'request' | 'download';
  stop: (mishap: Mishap) => void;
}

export class Network {
  readonly #phone: Phone;
  readonly #tasks = new Set<Task>();
  readonly changed = new Listeners<[{ isConnected: boolean; networkType: string }]>();
  readonly functions: Record<string, WxFunction>;

  constructor(phone: Phone) {
    this.#phone = phone;
    this.functions = {
      request: asynchronous(phone, 'request', (options, settle) =>
        this.#start('request', options, settle, this.#answer),
      ),
      downloadFile: asynchronous(phone, 'downloadFile', (options, settle) =>
        this.#start('download', options, settle, this.#store),
      ),
      getNetworkType: asynchronous(phone, 'getNetworkType', (_, settle) => {
        phone.later(() => settle.success({ networkType: this.#type, hasSystemProxy: false }));
      }),
      onNetworkStatusChange: this.changed.on,
      offNetworkStatusChange: this.changed.off,
    };
  }

  get #type(): string {
    return this.#phone.script.network === 'offline' ? 'none' : 'wifi';
  }

  /** Tells the mini-program after the script's network changed. */
  tell(): void {
    this.changed.tell(this.#phone, { isConnected: this.#phone.script.network !== 'offline', networkType: this.#type });
  }

  /** Ends what still runs when the app has been in the background for too long. */
  interrupt(): void {
    for (const task of [...this.#tasks]) task.stop('interrupted');
  }

  #start(
    kind: Task['kind'],
    options: Options,
    settle: Settle,
    finish: (response: Response, bytes: Uint8Array<ArrayBuffer>, options: Options, settle: Settle) => void,
  ): unknown {
    const phone = this.#phone;
    const control = new AbortController();
    const progress = new Listeners<
      [{ progress: number; totalBytesWritten: number; totalBytesExpectedToWrite: number }]
    >();
    const headers = new Listeners<[{ header: Record<string, string> }]>();
    const handle = {
      abort: () => task.stop('aborted'),
      onProgressUpdate: progress.on,
      offProgressUpdate: progress.off,
      onHeadersReceived: headers.on,
      offHeadersReceived: headers.off,
    };
    const end = (run: () => void): void => {
      if (!this.#tasks.delete(task)) return;
      run();
    };
    const task: Task = {
      kind,
      stop: (mishap) => {
        control.abort();
        phone.later(() => end(() => settle.fail(mishap)));
      },
    };
    const before = this.#refusal(kind, options);
    this.#tasks.add(task);
    if (before) {
      const wait = before === 'timeout' ? Math.min(options.timeout ?? 60_000, phone.script.pace * 8) : 0;
      phone.later(() => end(() => settle.fail(before)), wait);
      return handle;
    }
    const run = async (): Promise<void> => {
      const response = await phone.reach(String(options.url), {
        method: options.method ?? 'GET',
        headers: options.header ?? {},
        ...bodyOf(options),
        signal: control.signal,
      });
      headers.tell(phone, { header: Object.fromEntries(response.headers) });
      const bytes = await read(response, (written, expected) =>
        progress.tell(phone, {
          progress: expected ? Math.floor((written / expected) * 100) : 0,
          totalBytesWritten: written,
          totalBytesExpectedToWrite: expected,
        }),
      );
      end(() => finish(response, options.scripted?.empty ? new Uint8Array() : bytes, options, settle));
    };
    phone.tasks.during(run()).catch((error: unknown) => {
      // The browser tells no more than that it failed; a server that is not there is the usual cause.
      end(() => settle.fail(error instanceof DOMException && error.name === 'AbortError' ? 'aborted' : 'refused'));
    });
    if (options.timeout) phone.later(() => task.stop('timeout'), options.timeout);
    return handle;
  }

  #refusal(kind: Task['kind'], { url }: Options): Mishap | undefined {
    const { network, domains } = this.#phone.script;
    if (this.#phone.hidden) return 'suspended';
    if ([...this.#tasks].filter((task) => task.kind === kind).length >= MOST_AT_ONCE) return 'too_many';
    if (!URL.canParse(String(url))) return 'url_invalid';
    const listed = domains?.[kind];
    if (listed && !listed.includes(hostOf(String(url)))) return 'domain';
    return network === 'ok' ? undefined : network;
  }

  readonly #answer = (response: Response, bytes: Uint8Array<ArrayBuffer>, options: Options, settle: Settle): void => {
    const text = (): string => new TextDecoder().decode(bytes);
    let data: unknown = options.responseType === 'arraybuffer' ? bytes.buffer : undefined;
    if (data === undefined) {
      data = text();
      if ((options.dataType ?? 'json') === 'json') {
        try {
          data = JSON.parse(String(data));
        } catch {
          // Not JSON: WeChat hands the text over as it is.
        }
      }
    }
    settle.success({
      data,
      statusCode: options.scripted?.statusCode ?? response.status,
      header: headerOf(response),
      cookies: [],
    });
  };

  readonly #store = (response: Response, bytes: Uint8Array<ArrayBuffer>, options: Options, settle: Settle): void => {
    const phone = this.#phone;
    if (phone.script.storage === 'full' && options.filePath) {
      settle.fail('storage_full');
      return;
    }
    const type = (response.headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
    const file = { bytes, type };
    const result = {
      statusCode: options.scripted?.statusCode ?? response.status,
      header: headerOf(response),
      dataLength: bytes.length,
    };
    if (options.filePath) {
      phone.files.set(options.filePath, file);
      settle.success({ ...result, filePath: options.filePath });
      return;
    }
    const inAddress = /\.[A-Za-z0-9]{3,4}$/u.exec(new URL(String(options.url)).pathname)?.[0];
    // Android names the file by the address alone; that is why a save can fail there for want of an extension.
    const extension = inAddress ?? (phone.script.environment === 'android' ? '' : (EXTENSIONS[type] ?? ''));
    settle.success({ ...result, tempFilePath: phone.files.keepTemporary(file, extension) });
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

function headerOf(response: Response): Record<string, string> {
  return Object.fromEntries(response.headers);
}

function bodyOf({ method = 'GET', data, header }: Options): { body?: string | ArrayBuffer } {
  if (data === undefined || method === 'GET' || method === 'HEAD') return {};
  if (typeof data === 'string' || data instanceof ArrayBuffer) return { body: data };
  const type = Object.entries(header ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (String(type).startsWith('application/x-www-form-urlencoded'))
    return { body: new URLSearchParams(data).toString() };
  return { body: JSON.stringify(data) };
}

async function read(
  response: Response,
  grew: (written: number, expected: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const expected = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let written = 0;
  const reader = response.body?.getReader();
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    chunks.push(step.value);
    written += step.value.length;
    grew(written, expected);
  }
  const all = new Uint8Array(written);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
