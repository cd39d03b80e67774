"""An SFTP server that is not OpenSSH's: asyncssh.

    asyncssh_server.py PORT HOST_KEY AUTHORIZED_KEYS [EXTENSION…]

Serves the whole disk on loopback to whoever has an authorized key, without these extensions of
the protocol, until it is killed.
"""
import asyncio
import sys

import asyncssh
from asyncssh import sftp

PORT, HOST_KEY, AUTHORIZED = int(sys.argv[1]), sys.argv[2], sys.argv[3]
LACKING = {name.encode() for name in sys.argv[4:]}


async def main():
    handler = sftp.SFTPServerHandler
    known = len(handler._extensions)
    handler._extensions = [pair for pair in handler._extensions if pair[0] not in LACKING]
    assert known - len(handler._extensions) == len(LACKING), "no such extension"
    server = await asyncssh.listen("127.0.0.1", PORT, server_host_keys=[HOST_KEY],
                                   authorized_client_keys=AUTHORIZED, sftp_factory=True)
    await server.wait_closed()


asyncio.run(main())
