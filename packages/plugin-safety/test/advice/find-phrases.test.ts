import { expect, test } from "vitest";
import { findPhrases } from "../../src/advice/find-phrases.ts";
import { claimsOfLooking, convergences, deferrals, forPeopleOnly } from "../../src/advice/phrases.ts";
import { neutralTexts } from "./neutral-texts.ts";

const deferral: readonly (readonly [text: string, kind: keyof typeof deferrals])[] = [
  ["I can't access the server from here.", "inability"],
  ["Unfortunately I’m unable to open the page.", "inability"],
  ["I don't have the ability to send mails.", "inability"],
  ["I do not have access to your calendar.", "inability"],
  ["As an AI, I work with text.", "inability"],
  ["Das kann ich leider nicht, ich habe keinen Zugriff darauf.", "inability"],
  ["This step requires manual intervention.", "human-required"],
  ["Only you can do that.", "human-required"],
  ["It has to be done by hand.", "human-required"],
  ["Das muss leider von Hand gemacht werden.", "human-required"],
  ["You will have to restart the server.", "directing"],
  ["You'll need to add the key to the config.", "directing"],
  ["Please run `npm install` and then restart it.", "directing"],
  ["Could you open the settings page?", "directing"],
  ["Du musst den Server neu starten.", "directing"],
  ["Should I go ahead with the change?", "permission"],
  ["Would you like me to fix the second one too?", "permission"],
  ["Let me know if you want me to continue.", "permission"],
  ["Soll ich weitermachen?", "permission"],
  ["I'm blocked by the missing file.", "blocker"],
  ["I cannot proceed without the log.", "blocker"],
  ["There is nothing more I can do.", "blocker"],
  ["Ich komme hier nicht weiter.", "blocker"],
];

const convergence: readonly (readonly [text: string, kind: keyof typeof convergences])[] = [
  ["Unfortunately, I can't do that with this API.", "capability"],
  ["That is simply not possible.", "capability"],
  ["I promise that it works now.", "commitment"],
  ["From now on I'll check it every morning.", "commitment"],
  ["This will never happen again.", "commitment"],
  ["Ich verspreche, dass es hält.", "commitment"],
  ["No data was found.", "settling"],
  ["There are no results for that.", "settling"],
  ["I couldn't find anything.", "settling"],
  ["I really enjoyed the film.", "experience"],
  ["In my personal experience this is slow.", "experience"],
  ["Great question!", "flattery"],
  ["You're absolutely right, it was the cache.", "flattery"],
  ["I sincerely apologize for the confusion.", "flattery"],
];

test("every kind of handing over is known by its words", () => {
  expect(deferral.filter(([text, kind]) => !findPhrases(text, deferrals, forPeopleOnly).includes(kind))).toEqual([]);
});

test("what stays with people may be handed over, and what others said is not the agent's word", () => {
  const fine = [
    "You will have to enter your password.",
    "I can't log in there. It asks for a one-time code.",
    "Please open the bank's page and confirm the payment.",
    "Das muss von Hand unterschrieben werden, es ist ein Vertrag.",
    'The page says "you will have to restart".',
    "```\nI can't open the file\n```",
    "> Should I continue?",
  ];
  expect(fine.filter((text) => findPhrases(text, deferrals, forPeopleOnly).length > 0)).toEqual([]);
});

test("every kind of sounding good is known by its words", () => {
  expect(convergence.filter(([text, kind]) => !findPhrases(text, convergences).includes(kind))).toEqual([]);
  const looked = ["I can see that the file is empty.", "I've reviewed your changes.", "Ich habe den Bericht gelesen."];
  expect(looked.filter((text) => !claimsOfLooking.some((phrase) => phrase.test(text)))).toEqual([]);
});

test("ordinary sentences are left alone", () => {
  expect(neutralTexts.length).toBeGreaterThanOrEqual(100);
  const disturbed = neutralTexts.filter((text) => findPhrases(text, deferrals, forPeopleOnly).length + findPhrases(text, convergences).length > 0);
  expect(disturbed.length, disturbed.join("\n")).toBeLessThanOrEqual(neutralTexts.length * 0.05);
});

test("a text that is made to be slow is looked at quickly", () => {
  const from = performance.now();
  for (const piece of ["I can't ", '"', "`", "> \n", "ich habe a ", "you ", "leider kann ich ", "as an "]) {
    findPhrases(piece.repeat(20_000), deferrals, forPeopleOnly);
    findPhrases(piece.repeat(20_000), convergences);
  }
  expect(performance.now() - from).toBeLessThan(4_000);
});
