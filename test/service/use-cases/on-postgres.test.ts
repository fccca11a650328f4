/** The service on PostgreSQL: two instances of it, one order, from the artifact to the sealed PDF. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Problem } from '../../../src/task/contract.ts';
import { postgres } from '../../harness/each-database.ts';
import { MailReceiver } from '../../harness/mail-receiver.ts';
import { deliveriesBecome, deliveriesOf, every } from '../../harness/notices-service.ts';
import { plainPdf } from '../../harness/pdf-samples.ts';
import { PasskeySigner } from '../../harness/passkey-signer.ts';
import { whyNoPostgres } from '../../harness/postgres-server.ts';
import { S3Server, useCredentials } from '../../harness/s3-server.ts';
import { SoftwareAuthenticator } from '../../harness/software-authenticator.ts';
import { Signer, startTestService, type TestService } from '../../harness/test-service.ts';
import { expectProblem } from '../http/expect-problem.ts';
import { CARD } from '../http/uploads/upload-order.ts';

describe('two instances on one PostgreSQL', { skip: whyNoPostgres() ?? false }, () => {
  let folder: string;
  let databaseUrl: string;
  let here: TestService;
  let there: TestService;
  let mail: MailReceiver;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signing-instances-'));
    databaseUrl = await (await postgres()).freshDatabase();
    // Both read the secret and the keys that the first of them has made.
    mail = await MailReceiver.start();
    const common = {
      databaseUrl,
      dataFolder: folder,
      // By a name: a passkey belongs to one.
      host: 'localhost',
      mail: { url: mail.url, from: 'signing@service.test' },
    } as const;
    here = await startTestService(common);
    const embeddingOrigins = [new URL(here.url).origin];
    there = await startTestService({ ...common, embeddingOrigins });
  });
  after(async () => {
    await here?.stop();
    await there?.stop();
    await mail?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('let one of forty in by an artifact, and seal what that one signs', async () => {
    const order = await here.orderOf({ authentication: { artifact: true } }, { artifact: true });
    const artifact = order.tasks[0]?.artifact ?? '';
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? here : there).tryToOpen<Signer['session']>({ artifact }),
      ),
    );
    const opened = answers.filter(({ status }) => status === 201);
    assert.equal(opened.length, 1);
    const [answer] = opened;
    assert.ok(answer);
    const signer = new Signer(there, answer.body);
    assert.equal((await signer.complete()).status, 200);
    await here.orderReaches(order.id, 'completed');
  });

  test('take one of two assertions of a passkey that come to both at the same moment', async () => {
    const order = await here.orderOf({ signatureMethods: ['passkey'] });
    const taskId = order.tasks[0]?.id ?? '';
    const authenticator = new SoftwareAuthenticator(new URL(here.url).origin);
    const [one, other] = [
      new PasskeySigner(await here.open(taskId), authenticator),
      new PasskeySigner(await there.open(taskId), authenticator),
    ];
    await one.register();
    const presses = await Promise.all(
      [one, other].map(async (signer) => {
        const challenge = await signer.request();
        return { signer, challenge, credential: authenticator.get(challenge.publicKey) };
      }),
    );
    const answers = await Promise.all(
      presses.map(({ signer, challenge, credential }, at) =>
        signer.complete<Partial<Problem>>(challenge, credential, { key: `press-number-${at}` }),
      ),
    );
    assert.deepEqual(
      answers.map(({ status }) => status).sort(),
      [200, 409],
      JSON.stringify(answers.map(({ body }) => body)),
    );
    await there.orderReaches(order.id, 'completed');
  });

  test('count the failures of a caller together', async () => {
    const wrong = { referenceCode: 'AAAAA-AAAAAA' };
    for (const instance of [here, there, here, there, here]) {
      expectProblem(await instance.tryToOpen(wrong), 'task-not-found');
    }
    expectProblem(await there.tryToOpen(wrong), 'too-many-attempts');
  });

  test('let twelve in at once who type their right codes behind one address', async () => {
    const orders = await Promise.all(Array.from({ length: 12 }, () => here.orderOf({ referenceCode: true })));
    const answers = await Promise.all(
      orders.map(({ tasks }, index) => {
        const headers = { 'user-agent': 'the same for all' };
        return (index % 2 ? here : there).tryToOpen(
          { referenceCode: tasks[0]?.referenceCode ?? '' },
          headers,
        );
      }),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      answers.map(() => 201),
    );
  });

  test('send what is due at one moment once, whichever of them takes it', async () => {
    const COUNT = 50;
    const order = await here.newOrder();
    const task = {
      ...order.tasks[0]!,
      notifications: [
        {
          channel: 'email' as const,
          recipient: 'kari@example.test',
          schedule: [{ on: 'task.ready' as const, wait: 'PT1H' }],
        },
      ],
    };
    const tasks = Array.from({ length: COUNT }, (_, index) => ({ ...task, name: `task-${index}` }));
    const created = await here.createOrder({ ...order, tasks });
    await here.holdClock(new Date(Date.now() + 3_600_000));
    await Promise.all([here, there].map((instance) => instance.forgetsWhatIsUnused()));
    await deliveriesBecome(there, created, every('delivered'));
    await here.holdClock(undefined);
    const ids = mail.mails.all.map(({ messageId }) => messageId);
    assert.equal(ids.length, COUNT);
    assert.equal(new Set(ids).size, COUNT);
    assert.ok((await deliveriesOf(here, created)).every(({ attempts }) => attempts === 1));
  });

  test('refuse a third that has another secret: it would find nothing of theirs', async () => {
    const stranger = await mkdtemp(join(tmpdir(), 'signing-stranger-'));
    await assert.rejects(startTestService({ databaseUrl, dataFolder: stranger }), /another secret/);
    await rm(stranger, { recursive: true, force: true });
  });

  test('share no folder where they share the secret and a bucket: what one takes, the other shows and seals', async () => {
    const store = await S3Server.start();
    const forgetCredentials = useCredentials(store.credentials);
    const shared = { s3: store.configuration, secretFile: join(folder, 'service-secret') };
    const apart = await Promise.all([1, 2].map(() => startTestService({ databaseUrl, shared })));
    try {
      const [one, other] = apart as [TestService, TestService];
      assert.notEqual(one.dataFolder, other.dataFolder);
      const pdf = plainPdf();
      const order = await one.orderOf({ actions: [{ document: 'contract', type: 'sign' }, CARD] });
      const taskId = order.tasks[0]?.id ?? '';
      const signer = new Signer(other, (await one.open(taskId)).session);
      const path = `/tasks/${taskId}/documents/${order.documents[0]?.id}`;
      const { body } = await other.call<Uint8Array>('readTaskDocument', path, { headers: signer.headers });
      assert.deepEqual(Buffer.from(body), Buffer.from(pdf));
      assert.equal((await new Signer(one, signer.session).upload(pdf)).status, 200);
      assert.deepEqual(Buffer.from((await signer.readUpload()).body), Buffer.from(pdf));
      const { body: task } = await signer.read();
      assert.equal(
        (await signer.complete({ body: new Signer(other, { ...signer.session, task }).completion() })).status,
        200,
      );
      await one.orderReaches(order.id, 'completed');
    } finally {
      for (const instance of apart) await instance.stop();
      forgetCredentials();
      await store.stop();
    }
  });

  test('tell at one what happens at the other', async () => {
    const order = await here.order();
    const signer = await here.open(order.tasks[0]?.id ?? '');
    const response = await fetch(`${here.url}/tasks/${signer.task.id}/events`, { headers: signer.headers });
    const reader = response.body?.getReader();
    assert.ok(reader);
    await there.withdraw(order);
    let text = '';
    while (!text.includes('task.deleted')) {
      const { value, done } = await reader.read();
      assert.ok(!done);
      text += new TextDecoder().decode(value);
    }
    await reader.cancel();
  });
});
