// The tool get_info on the official TypeScript SDK, in the form its documentation gives for a stateless server with JSON
// answers: a server and a transport for each request. Arguments: the port.
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import * as z from 'zod/v4';

const count = z.number().int().min(0);
const outputSchema = {
  name: z.string(),
  capabilities: z.array(z.string()),
  status: z.string(),
  role: z.string(),
  version: z.string(),
  load: z.object({ running: count, queued: count, capacity: count }),
  uptime_seconds: z.number().int(),
  telegram_username: z.string().nullable(),
  board: z.string().nullable(),
};

function info() {
  return {
    name: 'bench',
    capabilities: ['logs', 'docker', 'nginx'],
    status: 'online',
    role: 'worker',
    version: '0.1.0',
    load: { running: 0, queued: 0, capacity: 3 },
    uptime_seconds: Math.floor(process.uptime()),
    telegram_username: null,
    board: null,
  };
}

function server() {
  const mcp = new McpServer({ name: 'octo-bench', version: '0.1.0' });
  mcp.registerTool('get_info', { description: "Get this peer's name, capabilities and current load.", outputSchema },
    async () => {
      const fields = info();
      return { content: [{ type: 'text', text: JSON.stringify(fields) }], structuredContent: fields };
    });
  return mcp;
}

const app = createMcpExpressApp();
app.get('/health', (request, response) => response.json({ status: 'ok' }));
app.post('/mcp', async (request, response) => {
  const mcp = server();
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  response.on('close', () => {
    transport.close();
    mcp.close();
  });
  await mcp.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
app.listen(Number(process.argv[2]), '127.0.0.1');
