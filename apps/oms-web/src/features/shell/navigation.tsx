/** Owns the entries of the navigation: the pages that exist. */
import { NavigationEntry } from '@jetway/ui';
import {
  IconAdjustments,
  IconAlertTriangle,
  IconBuildingWarehouse,
  IconHome,
  IconKey,
  IconPackages,
  IconPlugConnected,
  IconRefresh,
  IconShoppingBag,
  IconTruck,
  IconUsers,
} from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import { useProblemCount } from '../problems/index.ts';
import { useMay } from '../session/index.ts';
import classes from './navigation.module.css';

const Entry = createLink(NavigationEntry);

const icon = { size: 18, 'aria-hidden': true } as const;

function ProblemCount() {
  const { data } = useProblemCount();
  if (data === undefined || data.open === 0) return null;
  return (
    <span className={classes['badge']}>
      {data.open > 999 ? '999+' : data.open}
      <span className={classes['hidden']}> open</span>
    </span>
  );
}

export function Navigation() {
  const may = useMay();
  return (
    <>
      <Entry to="/" label="Home" activeOptions={{ exact: true }} leftSection={<IconHome {...icon} />} />
      <Entry to="/orders" label="Orders" leftSection={<IconShoppingBag {...icon} />} />
      <Entry to="/inventory" label="Inventory" leftSection={<IconPackages {...icon} />} />
      <Entry
        to="/problems"
        label="Problems"
        leftSection={<IconAlertTriangle {...icon} />}
        rightSection={<ProblemCount />}
      />
      <Entry to="/sync" label="Sync" leftSection={<IconRefresh {...icon} />} />
      <div className={classes['heading']}>Settings</div>
      <Entry to="/settings/channels" label="Channels" leftSection={<IconPlugConnected {...icon} />} />
      <Entry to="/settings/locations" label="Locations" leftSection={<IconBuildingWarehouse {...icon} />} />
      <Entry to="/settings/stock-rules" label="Rules for stock" leftSection={<IconAdjustments {...icon} />} />
      <Entry to="/settings/carriers" label="Carriers" leftSection={<IconTruck {...icon} />} />
      <Entry to="/settings/people" label="People" leftSection={<IconUsers {...icon} />} />
      {may('listApiKeys') && <Entry to="/settings/api-keys" label="API keys" leftSection={<IconKey {...icon} />} />}
    </>
  );
}
