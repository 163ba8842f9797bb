"""A line to PostgreSQL that breaks in the middle of a commit.

Arguments: the port to listen on, the port of the server, how many commits pass before one is cut (0 for none). A commit that
is cut reaches the server; its answer never reaches the client. Prints one line for each cut.
"""
import asyncio
import sys

LISTEN, SERVER, EVERY = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
commits = 0


async def serve(client, back):
    global commits
    try:
        server, forth = await asyncio.open_connection("127.0.0.1", SERVER)
    except OSError:
        back.close()
        return
    cut = asyncio.Event()

    async def upstream():
        global commits
        while data := await client.read(65536):
            if EVERY and COMMIT in data:
                commits += 1
                if commits % EVERY == 0:
                    cut.set()
                    print("cut", flush=True)
            forth.write(data)
            await forth.drain()
            if cut.is_set():
                # The server has it; now the line is dead for both.
                await asyncio.sleep(0.02)
                return

    async def downstream():
        while data := await server.read(65536):
            if cut.is_set():
                return
            back.write(data)
            await back.drain()

    tasks = [asyncio.create_task(upstream()), asyncio.create_task(downstream())]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    for writer in (back, forth):
        writer.close()


async def main():
    listener = await asyncio.start_server(serve, "127.0.0.1", LISTEN)
    async with listener:
        await listener.serve_forever()


asyncio.run(main())
