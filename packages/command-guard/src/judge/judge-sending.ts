import { isSecret } from "../targets/names.ts";
import type { Look } from "./look.ts";
import { isTelling } from "./origin.ts";

const senders = /^(nc|ncat|netcat|curl|wget|socat|ssh|telnet|http|xh|mail|sendmail|mailx|aws|gsutil)$/;
const askers = /^(curl|wget|http|xh)$/;
/** One thing of a program that runs on this machine, as tests of it remove it; not an index of a search engine. */
const ownService = /\s(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::(?!9200\b)\d+)?\/[\w.-]+\/[^\s*]+/;

/** Judges what goes out to the network other than as a file by its name. */
export function judgeSending({ name, looked, command, origin, say }: Look): void {
  if (!senders.test(name)) return;
  const isRead = command.redirections.some(({ operator, target }) => operator.includes("<") && isSecret(target));
  if (isRead || origin.chain.some(isTelling) || ((askers.test(name) || name === "nc") && origin.captured.some(isTelling))) say("network.send-secret-piped");
  if (askers.test(name) && /(^|\s)(-X\s*|--request[= ]|--method=)DELETE\b/i.test(looked) && !ownService.test(looked)) say("cloud.api-delete", name);
}
