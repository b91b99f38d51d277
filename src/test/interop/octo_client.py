"""Calls an Octo's tools with the Python package mcp and prints what came of it as a JSON line;
with mcp 2 and later a second one, from its one-class client.

Usage: octo_client.py URL
"""

import asyncio
import json
import sys

import mcp
from mcp import ClientSession
from mcp.client import streamable_http

# Its later name first.
connect = getattr(streamable_http, "streamable_http_client", None) or streamable_http.streamablehttp_client

UNFINISHED = ("pending", "running")


async def main(url):
    async with connect(url) as streams:  # mcp 1 gives a third thing, the session's id
        async with ClientSession(streams[0], streams[1]) as session:
            greeting = plain(await session.initialize())
            print(json.dumps({"server": greeting["serverInfo"], **await report(session)}))
    if hasattr(mcp, "Client"):
        async with mcp.Client(url) as client:
            print(json.dumps({"server": plain(client.server_info), **await report(client)}))


async def report(client):
    tools = plain(await client.list_tools())["tools"]

    async def call(tool, **arguments):
        return plain(await client.call_tool(tool, arguments))

    dispatched = await call("dispatch_task", task="Who are you?", context="", priority="high")
    task = json.loads(dispatched["content"][0]["text"])["task_id"]
    return {
        "tools": [tool["name"] for tool in tools],
        "get_info": await call("get_info"),
        "ask": await call("ask", question="Who are you?"),
        "empty": await call("ask", question=" "),
        "dispatch_task": dispatched,
        "check_task": await finished(call, task),
        "unknown": await call("check_task", task_id="swarm-00000000"),
    }


async def finished(call, task):
    for _ in range(600):
        checked = await call("check_task", task_id=task)
        if checked["structuredContent"]["status"] not in UNFINISHED:
            return checked
        await asyncio.sleep(0.1)
    raise SystemExit(f"{task} did not come to an end within a minute: {checked}")


def plain(result):
    return result.model_dump(mode="json", by_alias=True)


asyncio.run(main(*sys.argv[1:]))
