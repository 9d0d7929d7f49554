import { service } from "@instar/kernel";

/** `lastAt` in epoch ms. */
export interface Writer {
  readonly who: string;
  readonly channel: string;
  readonly messages: number;
  readonly lastAt: number;
}

export interface Who {
  /** Those who wrote the last 1,000 messages that the house accepted, the latest first. */
  list(channel?: string): Promise<readonly Writer[]>;
}

export const Who = service<Who>("who");
