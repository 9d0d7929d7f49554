export type { DelegateRequest, DelegateResult, Delegates } from "@instar/plugin-delegate/contract";
export type { NamedSession, NamedSessions, NamedTurn } from "@instar/plugin-named-sessions/contract";
