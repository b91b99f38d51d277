// A peer made with the official TypeScript SDK. It has no /health: any MCP server with the four tools can be a peer.
// Stateful, it answers an unknown session with 400, as the SDK's own examples do.
// Usage: node octo_server.cjs NAME PORT CAPABILITIES stateless|stateful   (NODE_PATH names the folder of the packages)
"use strict";
const http = require("node:http");
const { randomUUID } = require("node:crypto");
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StreamableHTTPServerTransport } = require("@modelcontextprotocol/sdk/server/streamableHttp.js");
const { z } = require("zod");

const [name, port, capabilities, mode] = process.argv.slice(2);
const tasks = new Map();
const sessions = new Map();

const text = (value) => ({ content: [{ type: "text", text: value }] });
const json = (value) => ({ ...text(JSON.stringify(value)), structuredContent: value });

function octo() {
  const server = new McpServer({ name: `octo-${name}`, version: "1" });
  const tool = (title, inputSchema, run) => server.registerTool(title, { description: title, inputSchema }, run);
  tool("ask", { question: z.string(), context: z.string().default("") }, ({ question }) =>
    text(`${name} heard: ${question}`));
  tool("dispatch_task", { task: z.string(), context: z.string().default(""), priority: z.string().default("normal") },
    ({ task }) => {
      const id = `swarm-${randomUUID().slice(0, 8)}`;
      tasks.set(id, { task_id: id, status: "completed", result: `${name} did: ${task}`, error: null });
      return json({ task_id: id, status: "dispatched" });
    });
  tool("check_task", { task_id: z.string() }, ({ task_id }) =>
    tasks.has(task_id) ? json(tasks.get(task_id)) : { ...text(`No task ${task_id}`), isError: true });
  tool("get_info", {}, () => json({ name, capabilities: capabilities.split(","), status: "online" }));
  return server;
}

async function transportFor(request) {
  const session = request.headers["mcp-session-id"];
  if (mode === "stateful" && session) {
    return sessions.get(session);
  }
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: mode === "stateful" ? randomUUID : undefined,
    onsessioninitialized: (id) => sessions.set(id, transport),
    enableJsonResponse: mode === "stateless", // the other mode answers with event streams
  });
  await octo().connect(transport);
  return transport;
}

http.createServer(async (request, response) => {
  const path = request.url.split("?")[0];
  if (path !== "/mcp" && path !== "/mcp/") {
    response.writeHead(404).end();
    return;
  }
  const transport = await transportFor(request);
  if (!transport) {
    response.writeHead(400, { "Content-Type": "application/json" }).end(JSON.stringify(
      { jsonrpc: "2.0", error: { code: -32000, message: "Bad Request: No valid session ID provided" }, id: null }));
    return;
  }
  await transport.handleRequest(request, response);
}).listen(Number(port), "127.0.0.1", () => console.log(`octo-${name} listens on ${port}`));
