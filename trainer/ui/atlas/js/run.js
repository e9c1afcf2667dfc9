// A single run as a page: the movie of it, and nothing to set but light or dark.

import { parts } from "../../movie/js/bytes.js";
import { $ } from "./labels.js";
import { Stage } from "./stage.js";
import { Theme } from "./theme.js";
import { unpacked, unpackedJson } from "./unpacked.js";

export async function openRun() {
  const { files, ground, alt, config, labels } = await unpackedJson("content");
  const stage = new Stage(files, { onView() {} });
  const draw = (theme) => stage.draw(ground[theme], alt, config);
  const theme = new Theme($(".theme"), null, draw);
  for (const name of ["aria-label", "title"]) $(".theme").setAttribute(name, labels.light_or_dark);
  await draw(theme.shown);
  const [scene, ...others] = parts(await unpacked("picture"));
  const panel = scene.panel === "landscape" ? "landscape" : "bars"; // weights and samples are set where they can be trained
  stage.hand([{ ...scene, heard: Infinity, play: scene.epoch < 0, editing: false, panel }, ...others]);
}
