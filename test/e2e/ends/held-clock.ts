/** Ends that time brings. The service's clock is held, and it has only one: these run one after the other. */
import { BY_ARTIFACT, taskOf, type EndsSite } from './ends-site.ts';
import type { Visiting } from './visiting.ts';

const ASK_FOR_ANOTHER = 'Ask Fjord Homes for a new request if you still want to sign.';
const MINUTES = 60;

export function heldClock(signer: Visiting): void {
  signer('opens a task after its deadline', async (visit, sites) => {
    const { taskUrl } = taskOf(await sites.order({ deadline: 'PT5M' }));
    await later(sites, 6 * MINUTES, async () => {
      await visit.opens(taskUrl);
      await visit.seesPanel('The deadline has passed', ASK_FOR_ANOTHER);
      await visit.assertTold(['signing-ready expired']);
    });
  });

  signer('sees the deadline pass while reading', async (visit, sites) => {
    const order = await sites.order({ deadline: 'PT5M' });
    await visit.opens(taskOf(order).taskUrl);
    await visit.seesTask();
    await later(sites, 6 * MINUTES, async () => {
      // The service notices by itself within a while, or at once when anybody asks for the order.
      await sites.service.readOrder(order.id);
      await visit.seesPanel('The deadline has passed', ASK_FOR_ANOTHER);
      await visit.assertTold(['signing-ready ready', 'signing-expired']);
    });
  });

  signer('comes with an artifact that is older than 30 seconds', async (visit, sites) => {
    const { url, artifact } = await sites.service.artifactFor(await sites.order(BY_ARTIFACT));
    visit.expects(404);
    visit.keepsToItself(artifact);
    await later(sites, 31, async () => {
      await visit.opens(url);
      await visit.seesPanel(
        'We cannot find these documents',
        'Copy the whole link from your message and open it again, or ask the sender for a new one.',
      );
      await visit.assertTold(['signing-error task-not-found']);
    });
  });
}

async function later({ service }: EndsSite, seconds: number, act: () => Promise<void>): Promise<void> {
  await service.holdClock(new Date(Date.now() + seconds * 1000));
  try {
    await act();
  } finally {
    await service.holdClock(undefined);
  }
}
