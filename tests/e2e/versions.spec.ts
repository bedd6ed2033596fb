import { expect, SIZES, test } from "./harness/page";

// Versions of questions and answers, deleted messages, and the way back.

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone" });

    test("an edited question and another answer are versions beside the old ones", async ({ chat, page }) => {
      await chat.ask("One");
      await chat.ended();
      await chat.button("Regenerate").click();
      await chat.ended();
      await expect(chat.answers.locator(".versions")).toContainText("2/2");
      await chat.button("Edit").click();
      const edited = page.getByRole("textbox", { name: "Your message" });
      await expect(edited).toBeFocused();
      await edited.fill("Two");
      await page.keyboard.press("Control+Enter");
      await chat.ended();
      await expect(chat.questions.locator("p")).toHaveText("Two");
      await expect(chat.answers).toContainText("Two");
      await chat.questions.getByRole("button", { name: "Previous version" }).click();
      await expect(chat.questions.locator("p")).toHaveText("One");
      await expect(chat.answers.locator(".versions")).toContainText("2/2");
      const leaf = async () => (await chat.stored()).conversations[0].leaf;
      const shown = await leaf();
      await chat.answers.getByRole("button", { name: "Previous version" }).click();
      await expect(chat.answers.locator(".versions")).toContainText("1/2");
      await expect.poll(leaf, "what is shown is kept").not.toBe(shown);
      await page.reload();
      await chat.ready();
      await expect(chat.answers.locator(".versions")).toContainText("1/2");
      await chat.questions.getByRole("button", { name: "Next version" }).click();
      await expect(chat.questions.locator("p")).toHaveText("Two");
    });

    test("deleting one of two versions says how much goes, shows the other with what follows it, and can be undone", async ({ chat }) => {
      for (const question of ["One", "Two"]) {
        await chat.ask(question);
        await chat.ended();
      }
      const first = chat.answers.first();
      await first.getByRole("button", { name: "Regenerate" }).click();
      await chat.ended();
      await expect(chat.questions).toHaveCount(1);
      await first.getByRole("button", { name: "Delete" }).click();
      await expect(chat.page.getByText("Message deleted.")).toBeVisible();
      await expect(chat.questions.locator("p")).toHaveText(["One", "Two"]);
      await first.getByRole("button", { name: "Regenerate" }).click();
      await chat.ended();
      await first.getByRole("button", { name: "Previous version" }).click();
      await expect(chat.questions.locator("p")).toHaveText(["One", "Two"]);
      await first.getByRole("button", { name: "Delete" }).click();
      await expect(chat.page.getByText("3 messages deleted.")).toBeVisible();
      await expect(chat.questions.locator("p")).toHaveText(["One"]);
      await chat.button("Undo").click();
      await expect(chat.questions.locator("p")).toHaveText(["One", "Two"]);
      await expect.poll(async () => (await chat.stored()).messages.length, "what came back is kept").toBe(5);
      await chat.page.reload();
      await chat.ready();
      await expect(chat.questions.locator("p")).toHaveText(["One", "Two"]);
    });

    test("undoing a deletion leaves the answer open that was asked for since", async ({ chat }) => {
      for (const question of ["One", "Two"]) {
        await chat.ask(question);
        await chat.ended();
      }
      await chat.questions.first().getByRole("button", { name: "Delete" }).click();
      await chat.answers.last().getByRole("button", { name: "Regenerate" }).click();
      await chat.ended();
      await chat.button("Undo").click();
      await expect(chat.questions.locator("p")).toHaveText(["One", "Two"]);
      await expect(chat.answers.last().locator(".versions")).toContainText("2/2");
      await chat.page.reload();
      await chat.ready();
      await expect(chat.answers.last().locator(".versions")).toContainText("2/2");
    });

    test("an answer whose question was deleted cannot be asked for again, until the question is back", async ({ chat }) => {
      for (const question of ["One", "Two"]) {
        await chat.ask(question);
        await chat.ended();
      }
      for (const at of [0, 1]) {
        const regenerate = chat.answers.nth(at).getByRole("button", { name: "Regenerate" });
        await chat.questions.nth(at).getByRole("button", { name: "Delete" }).click();
        await expect(regenerate).toHaveCount(0);
        await expect(chat.button("Regenerate"), "the other's question is there").toHaveCount(1);
        await chat.button("Undo").click();
        await expect(regenerate).toHaveCount(1);
      }
    });

    test("a deleted message comes back as it was", async ({ chat }) => {
      for (const question of ["One", "Two"]) {
        await chat.ask(question);
        await chat.ended();
      }
      await chat.questions.first().getByRole("button", { name: "Delete" }).click();
      await expect(chat.questions.locator("p")).toHaveText(["Two"]);
      await expect.poll(async () => (await chat.stored()).messages.length).toBe(3);
      await chat.button("Undo").click();
      await expect(chat.questions.locator("p")).toHaveText(["One", "Two"]);
      await expect.poll(async () => (await chat.stored()).messages.length).toBe(4);
      await chat.page.reload();
      await chat.ready();
      await expect(chat.questions.locator("p")).toHaveText(["One", "Two"]);
    });
  });
}
