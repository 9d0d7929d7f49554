export type MaybePromise<T> = T | Promise<T>;

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
