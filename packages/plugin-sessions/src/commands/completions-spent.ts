import { defineCommand } from "@instar/kernel/command";
import { CompletionsLedger } from "../completions/contract.ts";

const usd = (amount: number) => amount.toFixed(4);

export default defineCommand({
  summary: "Show what single questions to a model cost today, and what they were for",
  async run({ service, print }) {
    const spent = await (await service(CompletionsLedger)).spent();
    const { day, dailyUsd, costUsd, openUsd, calls, failed, causes } = spent;
    if (dailyUsd === 0) return print(spent, "Single questions to a model are turned off (completions({ dailyUsd: 0 })).");
    const open = openUsd > 0 ? `, ${usd(openUsd)} USD under way` : "";
    const lines = [`${day}: ${usd(costUsd)} of ${dailyUsd.toFixed(2)} USD spent${open}`];
    if (calls === 0) lines.push("No model was asked a single question today.");
    else lines.push(`${calls} calls, ${failed} of them without an answer`, "");
    for (const one of causes) lines.push(`${usd(one.costUsd)} USD  ${one.calls} calls  ${one.inputTokens} tokens in, ${one.outputTokens} out  ${one.cause}`);
    print(spent, lines.join("\n"));
  },
});
