/** What both webs share: theme, frame, components that know no feature, and the way of pages to their server. */
export { AppFrame, type AppFrameProps } from './app-frame.tsx';
export { Brand } from './brand.tsx';
export { ClockProvider, type ClockProviderProps, useClock, useNow } from './clock.tsx';
export { ColorSchemeMenuItems } from './color-scheme-switch.tsx';
export { ConfirmDialog, type ConfirmDialogProps } from './confirm-dialog.tsx';
export { CopyButton, CopyText } from './copy-text.tsx';
export { type CountedTab, CountedTabs, type CountedTabsProps } from './counted-tabs.tsx';
export { ColumnMenu, type ColumnMenuProps } from './data-table/column-menu.tsx';
export type { Column, ColumnSort } from './data-table/columns.ts';
export { DataTable, type DataTableProps } from './data-table/data-table.tsx';
export { MoreRows, type MoreRowsProps } from './data-table/more-rows.tsx';
export { type ColumnChoice, useColumnChoice } from './data-table/use-column-choice.ts';
export { type RowShortcut, useRowKeys } from './data-table/use-row-keys.ts';
export { type RowSelection, useRowSelection } from './data-table/use-row-selection.ts';
export { duration, exactInstant, relativeTime, shortInstant, shortSpan } from './dates.ts';
export { DeadlineChip, type DeadlineChipProps } from './deadline-chip.tsx';
export { type DeadlineState, deadlineState } from './deadlines.ts';
export { type Failure, FailureAlert, type FailureAlertProps } from './failure.tsx';
export { Instant, type InstantProps } from './instant.tsx';
export { JsonViewer, type JsonViewerProps } from './json-viewer.tsx';
export { type KeyValue, KeyValues } from './key-values.tsx';
export { type Asked, LoadedPage, type LoadedPageProps } from './loaded-page.tsx';
export { Money, type MoneyProps, moneyText } from './money.tsx';
export { mountWeb, type WebOptions } from './mount-web.tsx';
export { NavigationEntry, type NavigationEntryProps } from './navigation-entry.tsx';
export { NewsBar, type NewsBarProps } from './news-bar.tsx';
export { NoSuchPage, routerDefaults } from './page-failures.tsx';
export { PageHeader, type PageHeaderProps } from './page-header.tsx';
export { type Command, CommandPalette, type CommandPaletteProps } from './palette/command-palette.tsx';
export { focusSearch, SearchField, type SearchFieldProps } from './search-field.tsx';
export { Section, type SectionProps } from './section.tsx';
export { failureOf, ReplyError, toReplyError } from './server/failures.ts';
export {
  allPages,
  keepFirstPage,
  type PagedList,
  type PagedOptions,
  type PageOf,
  type PageRequest,
  usePaged,
} from './server/pages.ts';
export { fieldName, placeErrors } from './server/places.ts';
export { createQueryClient } from './server/query-client.ts';
export { wanted } from './server/replies.ts';
export { type SendingOptions, useSending } from './server/sending.ts';
export { pageTransport } from './server/transport.ts';
export { parseSignInSearch, type SignInSearch, safeReturn } from './session/return-address.ts';
export {
  type SignInBody,
  type SigningOutOptions,
  sessionQueryOf,
  startAfresh,
  useSigningOut,
} from './session/session.ts';
export { SignIn, type SignInProps } from './session/sign-in.tsx';
export type { Shortcut } from './shortcuts/shortcuts.ts';
export { KeySequence, ShortcutsHelp } from './shortcuts/shortcuts-help.tsx';
export { useShortcuts } from './shortcuts/shortcuts-provider.tsx';
export { SidePanel, type SidePanelProps } from './side-panel.tsx';
export {
  EmptyPanel,
  type EmptyPanelProps,
  FailurePanel,
  Loaded,
  type LoadedProps,
  LoadingLines,
  LoadingPage,
} from './states.tsx';
export { StatusChip, type StatusChipProps, type Tone } from './status-chip.tsx';
export { likelyTimeZone, ownTimeZone, timeZones } from './time-zones.ts';
export { useLast } from './use-last.ts';
