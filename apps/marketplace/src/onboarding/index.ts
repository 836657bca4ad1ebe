/** The door of onboarding: what a merchant does on the test account before the live keys work. */
export { merchantSetupHandlers, onboardingHandlers } from './onboarding.routes.ts';
export { createOnboarding, type Onboarding } from './onboarding-service.ts';
