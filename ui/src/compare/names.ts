/** What the contract calls its words: kinds, states, events and remedies by the names that people use. */
import { failures, flow } from '../contract';
import type { Event as FlowEvent, Kind, Locale, Remedy, State } from '../generated/types';

type Name = Record<Locale, string>;

const KINDS: ReadonlyMap<Kind, Name> = new Map(failures.rows.map(({ kind, name }) => [kind, name]));
const REMEDIES: Record<Remedy, Name> = failures.remedies;
const STATES: Record<State, { name: Name }> = flow.states;
const EVENTS: Record<FlowEvent, { name: Name }> = flow.events;

export function kindName(kind: Kind, locale: Locale): string {
  return KINDS.get(kind)?.[locale] ?? kind;
}

/** Empty: there is nothing to open. */
export function remedyName(remedy: Remedy, locale: Locale): string {
  return REMEDIES[remedy][locale];
}

export function stateName(state: State, locale: Locale): string {
  return STATES[state].name[locale];
}

export function eventName(event: FlowEvent, locale: Locale): string {
  return EVENTS[event].name[locale];
}
