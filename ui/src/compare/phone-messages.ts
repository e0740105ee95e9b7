/** What may come out of the phone's frame, checked: it is another origin, and may say anything. */
import { failures, flow } from '../contract';
import type { PressedKey, Rehearsed, Snapshot } from '../miniprogram-host/protocol';

/** What is listened to. A step is only an occasion to ask for the trace. */
export type Heard =
  | { ready: true }
  | { step: true }
  | { restarted: true }
  | { key: PressedKey }
  | { id: number; result: unknown }
  | { id: number; error: string };

/** Longest side of a still, in CSS pixels. */
const LARGEST = 4000;

type Fields = Record<string, unknown>;

/** Null: nothing that is listened to. */
export function heard(data: unknown): Heard | null {
  if (!isObject(data) || data['from'] !== 'miniprogram') return null;
  if (data['ready'] === true) return { ready: true };
  if (isObject(data['step'])) return { step: true };
  if (data['restarted'] === true) return { restarted: true };
  if (isObject(data['key'])) return isKey(data['key']) ? { key: data['key'] as unknown as PressedKey } : null;
  const { id, error, result } = data;
  if (typeof id !== 'number') return null;
  return typeof error === 'string' ? { id, error } : { id, result };
}

export function isRehearsed(value: unknown): value is Rehearsed {
  if (!isObject(value) || !isObject(value['trace']) || typeof value['at'] !== 'number') return false;
  const { contract, environment, steps, surface } = value['trace'];
  return (
    surface === 'wechat' &&
    typeof contract === 'string' &&
    typeof environment === 'string' &&
    Array.isArray(steps) &&
    steps.every(isStep) &&
    (value['told'] === null || isBoth(value['told']))
  );
}

export function isSnapshot(value: unknown): value is Snapshot {
  return (
    isObject(value) &&
    [value['width'], value['height']].every((side) => typeof side === 'number' && side > 0 && side <= LARGEST) &&
    (value['theme'] === 'light' || value['theme'] === 'dark') &&
    typeof value['markup'] === 'string' &&
    isTexts(value['styles']) &&
    isTexts(value['pictures'])
  );
}

function isStep(step: unknown): boolean {
  if (!isObject(step)) return false;
  const { copy, kind, offers, on, signal, state, t, title } = step;
  return (
    typeof on === 'string' &&
    Object.hasOwn(flow.events, on) &&
    typeof state === 'string' &&
    Object.hasOwn(flow.states, state) &&
    (kind === null || failures.rows.some((row) => row.kind === kind)) &&
    typeof title === 'string' &&
    typeof copy === 'string' &&
    typeof t === 'number' &&
    Array.isArray(offers) &&
    offers.every(
      (offer) => isObject(offer) && typeof offer['event'] === 'string' && typeof offer['label'] === 'string',
    ) &&
    (signal === null || (isObject(signal) && typeof signal['errMsg'] === 'string'))
  );
}

function isKey(key: Fields): boolean {
  const held = ['ctrlKey', 'metaKey', 'altKey', 'shiftKey', 'isComposing'].map((name) => key[name]);
  return typeof key['key'] === 'string' && held.every((one) => typeof one === 'boolean');
}

function isBoth(value: unknown): boolean {
  return isObject(value) && typeof value['zh-CN'] === 'string' && typeof value['en'] === 'string';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
