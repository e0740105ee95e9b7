/** How a built-in component is described to the framework. */

import type { glassEasel } from 'glass-easel-miniprogram-adapter';

/** A property's value; its type follows from it. */
type Value = string | number | boolean | null | unknown[];

/** A running component. */
export interface Mounted {
  readonly host: HTMLElement;
  /** Current value of a property, by its camelCase name. */
  get: (name: string) => unknown;
  /** Tells the page; the event stays on this component, like WeChat's own. */
  emit: (name: string, detail: unknown, bubbles?: boolean) => void;
  /** The framework's element. */
  readonly element: glassEasel.GeneralComponent;
}

export interface BuiltIn {
  tag: string;
  /** Defaults by camelCase name. */
  properties?: Record<string, Value>;
  /** Runs once in the document; the result hears of every later change of a property. */
  mount?: (mounted: Mounted) => ((name: string) => void) | undefined;
  unmount?: (mounted: Mounted) => void;
}

// On every component: what the browser understands of itself.
const COMMON: Record<string, Value> = {
  hidden: false,
  hoverClass: '',
  hoverStartTime: 50,
  hoverStayTime: 400,
  hoverStopPropagation: false,
  ariaRole: '',
  ariaLabel: '',
  ariaHidden: '',
  ariaDisabled: '',
  ariaModal: '',
  ariaLive: '',
};

function typeOf(value: Value): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return Array;
  return { string: String, number: Number, boolean: Boolean }[typeof value as 'string' | 'number' | 'boolean'];
}

/** Registers the component. Without a template it is its children. */
export function define(
  space: glassEasel.ComponentSpace,
  { tag, properties = {}, mount, unmount }: BuiltIn,
): glassEasel.GeneralComponentDefinition {
  const changed = new WeakMap<object, (name: string) => void>();
  const all = { ...COMMON, ...properties };
  const mountedOf = (element: glassEasel.GeneralComponent): Mounted => ({
    host: element.getBackendElement() as unknown as HTMLElement,
    get: (name) => element.data[name],
    emit: (name, detail, bubbles = false) => element.triggerEvent(name, detail, { bubbles, composed: bubbles }),
    element,
  });
  const heard = (element: glassEasel.GeneralComponent, name: string): void => {
    const host = element.getBackendElement() as unknown as HTMLElement | null;
    if (host && name in COMMON) common(host, name, element.data[name]);
    changed.get(element)?.(name);
  };
  return space.defineComponent({
    is: `wx-${tag}`,
    properties: Object.fromEntries(
      Object.entries(all).map(([name, value]) => [
        name,
        {
          type: typeOf(value),
          value,
          observer(this: glassEasel.GeneralComponent) {
            heard(this, name);
          },
        },
      ]),
    ) as never,
    lifetimes: {
      attached(this: glassEasel.GeneralComponent) {
        const mounted = mountedOf(this);
        for (const name of Object.keys(COMMON)) common(mounted.host, name, this.data[name]);
        hover(mounted);
        const hear = mount?.(mounted);
        if (hear) changed.set(this, hear);
      },
      detached(this: glassEasel.GeneralComponent) {
        unmount?.(mountedOf(this));
      },
    },
  }) as unknown as glassEasel.GeneralComponentDefinition;
}

function common(host: HTMLElement, name: string, value: unknown): void {
  if (name === 'hidden') {
    host.toggleAttribute('hidden', Boolean(value));
    return;
  }
  if (!name.startsWith('aria')) return;
  const attribute = name === 'ariaRole' ? 'role' : `aria-${name.slice('aria'.length).toLowerCase()}`;
  if (value === '' || value === undefined) host.removeAttribute(attribute);
  else host.setAttribute(attribute, String(value));
}

// Pressed look: a class of the page while a finger is on it.
function hover({ host, get, element }: Mounted): void {
  let shown: string | undefined;
  host.addEventListener(
    'touchstart',
    () => {
      const name = String(get('hoverClass') ?? '');
      if (name === '' || name === 'none' || get('disabled')) return;
      shown = name;
      // Through the framework, which spells the class in the page's own style scope.
      element.setNodeClass(`${element.class} ${name}`);
    },
    { passive: true },
  );
  const off = (): void => {
    if (shown === undefined) return;
    element.setNodeClass(
      element.class
        .split(/\s+/u)
        .filter((one) => one !== shown)
        .join(' '),
    );
    shown = undefined;
  };
  host.addEventListener('touchend', off);
  host.addEventListener('touchcancel', off);
}
