declare const carries: unique symbol;

/** Names a capability: exactly one plugin provides it, any number need it. Compared by `id`, so duplicate installs agree. */
export interface Service<T> {
  readonly kind: "service";
  readonly id: string;
  readonly [carries]?: (value: T) => T;
}

/** A service made per consumer: the provider returns `(consumer) => T`; the kernel stamps the consumer's name. */
export interface ScopedService<T> extends Service<T> {
  readonly scope: "plugin";
}

/** Names a collection: any number of plugins contribute to it. */
export interface Point<T> {
  readonly kind: "point";
  readonly id: string;
  readonly [carries]?: (value: T) => T;
}

/** A need that may stay unmet: the value is then `undefined`. */
export interface Optional<T> {
  readonly kind: "optional";
  readonly token: Service<T>;
}

/** Tokens are invariant in what they carry, so a collection of them cannot name it. */
// biome-ignore lint/suspicious/noExplicitAny: that is why
export type AnyService = Service<any>;

// biome-ignore lint/suspicious/noExplicitAny: as above
export type Needs = Readonly<Record<string, Service<any> | Optional<any>>>;

export type Resolved<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends Service<infer T> ? T : N[K] extends Optional<infer T> ? T | undefined : never;
};

export const service = <T>(id: string): Service<T> => Object.freeze({ kind: "service", id });
export const scopedService = <T>(id: string): ScopedService<T> => Object.freeze({ kind: "service", id, scope: "plugin" });
export const point = <T>(id: string): Point<T> => Object.freeze({ kind: "point", id });
export const optional = <T>(token: Service<T>): Optional<T> => Object.freeze({ kind: "optional", token });

/** The service that a need names, optional or not. */
export const serviceOf = (need: Needs[string]): AnyService => (need.kind === "optional" ? need.token : need);
