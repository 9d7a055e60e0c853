import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { expectStatus, open } from "../fixtures/shopping.ts";

const person = { email: "maximiliana.featherstonehaugh-cholmondeley@customer-engagement.example.com", password: "a long enough password" };
const account = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft of North America";
const pool = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".slice(0, 60);
const city = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
const number = "+44 1248 555 001";

test("long names have room, or end where they must", async ({ page, shop }) => {
  test.slow();
  const file = join(shop.dataDir, "numbers.csv");
  await writeFile(file, `e164,country,region,locality,type,voice,sms,mms,monthly_cents\n${number.replaceAll(" ", "")},GB,Wales,${city},local,true,true,true,99999\n`);
  shop.run(["import-numbers", file]);
  const { email, password } = person;
  shop.run(["user", "add", "--email", email, "--account", account, "--telephony", "lc-phone", "--role", "admin"], `${password}\n`);
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
  await page.goto("/search?country=GB&type=local&digits=1248555001");
  await expect(page.getByRole("table", { name: "Available numbers" })).toContainText(city);
  await awake(page);
  await look(page, "long search");

  const query = new URLSearchParams({ name: pool, country: "GB", quantity: "2" });
  await open(page, `/pools/new?${query}`);
  const offer = page.getByRole("region", { name: `2 numbers for ${pool}` });
  await look(page, "long new pool");
  await offer.getByRole("button", { name: "Buy pool" }).click();
  await expectStatus(page, "Purchased");
  await look(page, "long order");
  for (const [path, name] of [["/orders", "long orders"], ["/pools", "long pools"], ["/numbers", "long numbers"], ["/account", "long account"]] as const) {
    await open(page, path);
    await look(page, name);
  }
  await open(page, "/pools");
  await page.getByRole("list", { name: "Your pools" }).getByRole("link", { name: pool }).click();
  await expect(page.getByRole("heading", { name: pool, level: 1 })).toBeVisible();
  await awake(page);
  await look(page, "long pool");
});
