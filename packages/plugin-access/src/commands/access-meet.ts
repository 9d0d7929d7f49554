import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { Conversations } from "@instar/plugin-conversations/contract";
import { AccessDesk } from "../contract.ts";
import { describeTrusted } from "../describe-trusted.ts";
import { AccessError } from "../errors.ts";
import { letInAsOwner } from "../meeting/let-in-as-owner.ts";
import { requireChannel } from "../meeting/meeting.ts";
import { showLeft } from "../meeting/show-left.ts";
import { waitForOwner } from "../meeting/wait-for-owner.ts";
import { waitForReply } from "../meeting/wait-for-reply.ts";
import { isSenderName } from "../options.ts";
import { visible } from "../visible.ts";

const replyWithinMs = 60_000;

export default defineCommand({
  summary: "Wait for somebody's first message on a channel, show who wrote, and with a yes make them the owner and answer it",
  args: { channel: { required: true, description: "the channel: telegram" } },
  flags: {
    owner: { description: "who it is, without waiting and without a question: telegram:123456789" },
    at: { description: "where they write to, to be shown" },
    wait: { type: "integer", default: 300, description: "seconds to wait for somebody to write" },
  },
  async run({ args: { channel }, flags, service, print, ask, signal }) {
    const [access, conversations] = await Promise.all([service(AccessDesk, { running: true }), service(Conversations, { running: true })]);
    const meeting = { channel, access, conversations, clock: systemClock };
    const tell = (line: string) => void process.stderr.write(`${line}\n`);
    const trouble = await requireChannel(meeting);
    if (trouble !== undefined) tell(visible(`Nobody is heard on ${channel} now: ${trouble}`));

    let sender = flags.owner?.includes(":") === false ? `${channel}:${flags.owner}` : flags.owner;
    let writer: Awaited<ReturnType<typeof waitForOwner>>;
    if (sender !== undefined) {
      if (!isSenderName(sender)) throw AccessError.SENDER_MALFORMED(sender);
    } else {
      if (ask === undefined) throw AccessError.NOBODY_TO_ASK(channel);
      // Before anybody is asked to write: it holds until it is asked again
      await access.expect(channel, 1);
      tell(`Write anything to ${flags.at ?? `the agent on ${channel}`} now.`);
      const shown = showLeft(process.stderr);
      try {
        writer = await waitForOwner(meeting, { ask: shown.around(ask), waitMs: flags.wait * 1_000, left: shown.left, signal });
      } catch (error) {
        if (!signal.aborted) throw error;
        shown.clear();
        tell("Nothing was changed. The same command waits again.");
        return 130;
      } finally {
        shown.clear();
      }
      if (!writer) throw AccessError.NOBODY_WROTE(channel, flags.wait);
      sender = writer.sender;
    }

    const { trusted, passedOn, cut } = await letInAsOwner(meeting, sender, writer);
    tell(describeTrusted(trusted));
    if (passedOn.length > 0) tell("What they wrote is being answered…");
    const reply = passedOn.length === 0 ? undefined : await waitForReply(meeting, passedOn, { waitMs: replyWithinMs, signal }).catch(() => undefined); // Ctrl-C: it arrives all the same
    const rest =
      reply !== undefined
        ? "The first reply has arrived there."
        : passedOn.length > 0
          ? "The answer arrives there as soon as the agent has it; `instar inbox` shows how far it is."
          : cut
            ? "What they wrote before was not kept as a whole: send it again, and it is answered."
            : "Their next message reaches the agent.";
    print({ ...trusted, channel, messages: passedOn, answered: reply !== undefined }, rest);
    return 0;
  },
});
