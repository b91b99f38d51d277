// Calls an Octo's tools with the official TypeScript SDK and prints what came of it as a JSON line.
// Usage: node octo_client.cjs URL   (NODE_PATH names the folder of the packages)
"use strict";
const { Client } = require("@modelcontextprotocol/sdk/client/index.js");
const { StreamableHTTPClientTransport } = require("@modelcontextprotocol/sdk/client/streamableHttp.js");

const UNFINISHED = ["pending", "running"];

async function main(url) {
  const client = new Client({ name: "interop", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const { tools } = await client.listTools(); // from here on it checks results against the output schemas
  const call = (tool, args) => client.callTool({ name: tool, arguments: args });
  const dispatched = await call("dispatch_task", { task: "Who are you?", context: "", priority: "high" });
  const report = {
    server: client.getServerVersion(),
    tools: tools.map((tool) => tool.name),
    get_info: await call("get_info", {}),
    ask: await call("ask", { question: "Who are you?" }),
    empty: await call("ask", { question: " " }),
    dispatch_task: dispatched,
    check_task: await finished(call, JSON.parse(dispatched.content[0].text).task_id),
    unknown: await call("check_task", { task_id: "swarm-00000000" }),
  };
  await client.close();
  console.log(JSON.stringify(report));
}

async function finished(call, task) {
  for (let i = 0; i < 600; i++) {
    const checked = await call("check_task", { task_id: task });
    if (!UNFINISHED.includes(checked.structuredContent.status)) {
      return checked;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${task} did not come to an end within a minute`);
}

main(process.argv[2]).catch((failure) => {
  console.error(failure);
  process.exitCode = 1;
});
