/** Owns showing what a channel can do from here, and what it cannot. */
import type { ChannelInfo } from '@jetway/oms-api';
import { Section } from '@jetway/ui';
import { SimpleGrid, Text } from '@mantine/core';

const words = (ability: string): string => ability.charAt(0).toUpperCase() + ability.slice(1).replaceAll('-', ' ');

export function Abilities({ channel }: { readonly channel: ChannelInfo }) {
  const can = channel.abilities.filter((ability) => ability.can);
  const cannot = channel.abilities.filter((ability) => !ability.can).map(({ ability }) => words(ability).toLowerCase());
  return (
    <Section title="What it can do">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {can.map(({ ability, text }) => (
          <div key={ability}>
            <Text size="sm" fw={600}>
              {words(ability)}
            </Text>
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {cannot.length > 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          Not from here: {cannot.join(', ')}.
        </Text>
      )}
    </Section>
  );
}
