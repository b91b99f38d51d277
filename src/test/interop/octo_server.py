"""A peer as the Python original is one: a FastMCP server with the four tools, whose results are JSON as text.

Usage: octo_server.py NAME PORT CAPABILITIES stateless|stateful
"""

import json
import sys
import uuid

from starlette.responses import JSONResponse

name, port, capabilities, mode = sys.argv[1:]
tasks = {}
options = {"host": "127.0.0.1", "port": int(port), "stateless_http": mode == "stateless"}

try:
    from mcp.server.fastmcp import FastMCP

    server = FastMCP(f"octo-{name}", **options)
    options = {}
except ModuleNotFoundError:  # mcp 2 calls it so, and takes the options when it runs
    from mcp.server.mcpserver import MCPServer

    server = MCPServer(f"octo-{name}")


@server.tool()
def ask(question: str, context: str = "") -> str:
    """Ask this Octo a question and wait for its answer."""
    return f"{name} heard: {question}"


@server.tool()
def dispatch_task(task: str, context: str = "", priority: str = "normal") -> str:
    """Queue a task for background execution."""
    task_id = f"swarm-{uuid.uuid4().hex[:8]}"
    tasks[task_id] = {"task_id": task_id, "status": "completed", "result": f"{name} did: {task}", "error": None}
    return json.dumps({"task_id": task_id, "status": "dispatched"})


@server.tool()
def check_task(task_id: str) -> str:
    """Check the status of a dispatched task."""
    return json.dumps(tasks.get(task_id, {"error": f"Task {task_id} not found"}))


@server.tool()
def get_info() -> str:
    """Get this Octo's name, capabilities and status."""
    return json.dumps({"name": name, "capabilities": capabilities.split(","), "status": "online"})


@server.custom_route("/health", methods=["GET"])
async def health(request):
    return JSONResponse({"status": "ok", "name": f"octo-{name}"})


server.run(transport="streamable-http", **options)
