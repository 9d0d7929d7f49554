import { expect, test } from "vitest";
import { startScene } from "./scene.ts";

test("the four ways of passing parameters say the same", async () => {
  await using scene = await startScene();
  const { telegram, chat } = scene;
  const url = `${telegram.url}/bot${telegram.token}/sendMessage`;
  const markup = JSON.stringify({ inline_keyboard: [[{ text: "Yes", callback_data: "y" }]] });
  const fields = { chat_id: String(chat.id), text: "ä & b", disable_notification: "true", reply_markup: markup };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const responses = [
    await fetch(`${url}?${new URLSearchParams(fields)}`),
    await fetch(url, { method: "POST", body: new URLSearchParams(fields) }),
    await fetch(url, { method: "POST", body: form }),
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ ...fields, chat_id: chat.id, disable_notification: true }),
    }),
  ];
  for (const response of responses)
    expect(await response.json()).toMatchObject({ ok: true, result: { text: "ä & b", reply_markup: { inline_keyboard: [[{ text: "Yes" }]] } } });
});

test("an upload whose file name stands without quotes is read", async () => {
  await using scene = await startScene();
  const { telegram, chat } = scene;
  const body = [
    "--------------x\r\n",
    `content-disposition:form-data;name="chat_id"\r\n\r\n${chat.id}`,
    "\r\n--------------x\r\n",
    'content-disposition:form-data;name="document"\r\n\r\nattach://a1',
    "\r\n--------------x\r\n",
    'content-disposition:form-data;name="a1";filename=my notes.txt\r\ncontent-type:application/octet-stream\r\n\r\nline one\r\n--line two\r\n',
    "\r\n--------------x--\r\n",
  ].join("");
  const response = await fetch(`${telegram.url}/bot${telegram.token}/sendDocument`, {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=------------x" },
    body,
  });
  const { result } = (await response.json()) as { result: { document: { file_id: string; file_name: string } } };
  expect(result.document.file_name).toBe("my notes.txt");
  expect(Buffer.from(telegram.content(result.document.file_id)).toString()).toBe("line one\r\n--line two\r\n");
});

test.each([
  ["another token", "/bot42:other/getMe", 401, "Unauthorized"],
  ["no token", "/bot/getMe", 404, "Not Found"],
  ["half a token", "/bottest/getMe", 404, "Not Found"],
  ["another address", "/", 404, "Not Found"],
  ["a file that is not there", "/file/bot42:test/documents/file_99.txt", 404, "Not Found"],
])("%s is refused", async (_name, path, status, description) => {
  await using scene = await startScene();
  const response = await fetch(`${scene.telegram.url}${path}`);
  expect(await response.json()).toEqual({ ok: false, error_code: status, description });
  expect(response.status).toBe(status);
});

test("a body that is none is refused", async () => {
  await using scene = await startScene();
  const { telegram } = scene;
  const post = (contentType: string, body: string) =>
    fetch(`${telegram.url}/bot${telegram.token}/getMe`, { method: "POST", headers: { "content-type": contentType }, body });
  for (const [type, body] of [
    ["application/json", "{"],
    ["application/json", "[]"],
    ["multipart/form-data", "x"],
    ["text/plain", "x"],
  ] as const)
    expect((await post(type, body)).status).toBe(400);
});
