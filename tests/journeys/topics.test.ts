import { Notices } from "@instar/kernel/contracts";
import notices from "@instar/plugin-notices";
import scheduler from "@instar/plugin-scheduler";
import { JobScheduler } from "@instar/plugin-scheduler/contract";
import { expect, test } from "vitest";
import { play } from "../../packages/plugin-telegram/test/fixtures/play.ts";

const hour = 3_600_000;

test("in Telegram what wants attention has a topic until it is done, and a job has its own, also when somebody deleted it", () =>
  play(async (scene) => {
    const { harness, until, open } = scene;
    const { server, ada } = harness;
    const forum = server.supergroup({ forum: true, members: [ada] });
    const to = `telegram:${forum.id}`;
    const house = await open({
      access: { owners: [harness.owner], groups: [to] },
      plugins: [notices({ to, timezone: "UTC" }), scheduler({ timezone: "UTC" })],
    });
    const topics = () => server.sent(forum).flatMap(({ forum_topic_created: created, message_id: id }) => (created ? [{ id, name: created.name }] : []));
    const told = (topic: number | undefined) => server.sent(forum).filter((sent) => sent.text !== undefined && sent.message_thread_id === topic);
    const asked = (method: string) => server.requests.filter((request) => request.method === method).length;

    const disk = { key: "disk", level: "urgent", title: "The disk is full", text: "Nothing can be written." } as const;
    await house.kernel.service(Notices).notify(disk);
    await until(() => told(topics()[0]?.id).length === 1, "the urgent notice in a topic");
    const [topic] = topics();
    const notice = structuredClone(told(topic?.id)[0]) as Parameters<typeof server.press>[0];
    expect(topic?.name).toBe("The disk is full");
    server.say(forum, ada, { text: "what is it?", thread: topic?.id as number });
    await until(() => told(topic?.id).length === 2, "an answer of the agent there");
    expect(scene.agent.inputs.at(-1)?.context?.join("\n")).toContain("attention item 1");
    server.say(forum, ada, { text: "/done", thread: topic?.id as number });
    await until(() => asked("closeForumTopic") === 1, "the topic to be closed");
    expect(told(topic?.id).at(-1)?.text).toBe("Done: The disk is full");
    await until(() => told(topic?.id)[0]?.text?.endsWith("Done.") ?? false, "the notice to say so, too");
    expect(told(topic?.id)[0]?.reply_markup).toBeUndefined();
    // A phone may still show the buttons
    for (const answer of ["Done: The disk is full", /^Done was pressed before/]) expect((await server.press(notice, "Done", ada)).text).toMatch(answer);
    await scene.pass(2_000);
    expect([told(topic?.id).length, asked("closeForumTopic"), asked("reopenForumTopic")]).toEqual([3, 1, 0]);

    await scene.later(2 * hour);
    await house.kernel.service(Notices).notify(disk);
    await until(() => told(topic?.id).length === 4, "the same again, in the topic that is open again");
    expect([topics().length, asked("reopenForumTopic")]).toEqual([1, 1]);

    const jobs = house.kernel.service(JobScheduler);
    await jobs.add("report", { schedule: "@yearly", topic: "Reports" }, "How is the weather?");
    const reports = () => topics().filter(({ name }) => name === "Reports");
    const isThere = (index: number) => told(reports()[index]?.id).some(({ text }) => text?.includes("You said: How is the weather?"));
    await jobs.trigger("report");
    await until(() => isThere(0), "the job's result in its topic");
    server.deleteTopic(forum, reports()[0]?.id as number);
    await jobs.trigger("report");
    await until(() => isThere(1), "the next result in a new topic of that name");
    expect(told(undefined)).toEqual([]);
    expect(server.refused.filter(({ sends }) => sends).map(({ method }) => method)).toEqual(["sendMessage"]);
  }));
