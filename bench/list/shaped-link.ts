import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Latency and bandwidth that the link imposes on every connection. */
export interface Network {
  /** Round-trip time in milliseconds. */
  readonly roundTrip: number;
  /** Bytes per millisecond, shared by all connections, in each direction; `Infinity` without a limit. */
  readonly bandwidth: number;
}

/** Bytes of a TCP segment. */
const PIECE = 1460;

/** Milliseconds of transmission that are scheduled ahead; timers are not finer. */
const MAX_QUEUED_PIECES = 4;

interface Piece {
  readonly data: Buffer;
  readonly deliver: (piece: Buffer | null) => void;
}

/** Data under way in one direction; connections take turns, as on a shared link. */
class Direction {
  readonly #network: () => Network;
  readonly #waiting: Piece[][] = [];
  readonly #inTransit: (() => void)[] = [];
  #free = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(network: () => Network) {
    this.#network = network;
  }

  /** A queue of one connection: sends data, or the end of it (`null`). */
  connection(deliver: (piece: Buffer | null) => void): (data: Buffer | null) => void {
    const queue: Piece[] = [];
    this.#waiting.push(queue);
    return (data) => {
      for (let at = 0; data !== null && at < data.length; at += PIECE) {
        queue.push({ data: data.subarray(at, at + PIECE), deliver });
      }
      if (data === null) queue.push({ data: Buffer.alloc(0), deliver: () => deliver(null) });
      this.#sendNext();
    };
  }

  #sendNext(): void {
    if (this.#timer !== undefined) return;
    const { roundTrip, bandwidth } = this.#network();
    const now = performance.now();
    this.#free = Math.max(this.#free, now);
    while (this.#free - now < MAX_QUEUED_PIECES) {
      const queue = this.#waiting.find(({ length }) => length > 0);
      if (queue === undefined) return;
      // The next segment is another connection's: this queue moves to the end.
      this.#waiting.push(...this.#waiting.splice(this.#waiting.indexOf(queue), 1));
      const next = queue.shift();
      if (next === undefined) return;
      this.#free += next.data.length / bandwidth;
      this.#inTransit.push(() => next.deliver(next.data));
      // Timers may fire up to a millisecond out of order; data must stay in order.
      setTimeout(() => this.#inTransit.shift()?.(), this.#free - now + roundTrip / 2);
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#sendNext();
    }, this.#free - now);
  }
}

/** A slow link in front of servers of this machine. All of its connections share its bandwidth. */
export class ShapedLink {
  /** Changes the link for data that is sent from now on. */
  network: Network = { roundTrip: 0, bandwidth: Infinity };
  readonly #up = new Direction(() => this.network);
  readonly #down = new Direction(() => this.network);
  readonly #stops: (() => void)[] = [];

  /** Opens a port that forwards to a server on loopback. @returns The port. */
  async to(port: number): Promise<number> {
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      const target = connect(port, '127.0.0.1');
      for (const socket of [client, target]) {
        sockets.add(socket.setNoDelay());
        socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
      }
      const up = this.#up.connection((piece) => (piece ? target.write(piece) : target.end()));
      const down = this.#down.connection((piece) => (piece ? client.write(piece) : client.end()));
      // The first request waits one round trip for the TCP handshake.
      const connected = performance.now() + this.network.roundTrip;
      client.on('data', (data: Buffer) => setTimeout(() => up(data), Math.max(0, connected - performance.now())));
      client.on('end', () => setTimeout(() => up(null), Math.max(0, connected - performance.now())));
      target.on('data', (data: Buffer) => down(data)).on('end', () => down(null));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#stops.push(() => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    });
    return (server.address() as AddressInfo).port;
  }

  stop(): void {
    this.#stops.splice(0).forEach((stop) => stop());
  }
}
