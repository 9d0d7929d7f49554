import { nearest } from "@instar/kernel/nearest";
import { createZones, type Zones } from "./zones.ts";

export type CheckedTimezone =
  | { readonly timezone: string; readonly problem?: never; readonly hint?: never }
  | { readonly problem: string; readonly hint: string; readonly timezone?: never };

/** The name, its letters as they should be, or what is wrong with it in a sentence for whoever wrote it. */
export function checkTimezone(name: string, zones: Zones = createZones()): CheckedTimezone {
  const platform = zones.platformName(name);
  // Older names stay: the platform would call Asia/Kolkata Asia/Calcutta. Offsets such as `+02:00` are known too, but have no daylight-saving
  // time; a person means a place.
  if (platform !== undefined && /^[A-Za-z]/.test(name)) return { timezone: platform.toLowerCase() === name.toLowerCase() ? platform : name };
  const known = Intl.supportedValuesOf("timeZone");
  const near = nearest(name, known) ?? known.find((zone) => zone.split("/").at(-1)?.toLowerCase() === name.trim().toLowerCase().replaceAll(" ", "_"));
  return {
    problem: `"${name}" is not a time zone.`,
    hint: near ? `Did you mean ${near}?` : "Use an IANA name such as Europe/Prague, America/New_York or UTC.",
  };
}
