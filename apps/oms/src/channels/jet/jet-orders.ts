/** Owns reading an order of Jet's (page Check Order Details) into the OMS's own words. */
import {
  createMatcher,
  matchOrderAcknowledgementStatus,
  matchOrderStatus,
  matchServiceLevel,
  orderExceptionStates,
} from '@jetway/jet-api';
import { ok, type Result, refuse } from '@jetway/kernel';
import {
  type ChannelOrder,
  type ChannelOrderLine,
  type ChannelShipment,
  type OrderStanding,
  soundJson,
  type UnknownValue,
} from '../index.ts';
import {
  createFieldReader,
  type FieldReader,
  type Fields,
  isFields,
  optionalDate,
  optionalList,
  optionalObject,
  optionalText,
  optionalUnits,
} from './field-reader.ts';

const matchExceptionState = createMatcher(orderExceptionStates);

/**
 * Reads an answer of GET /orders/withoutShipmentDetail. Texts of enumerations that are not documented are kept and
 * named in `unknownValues`; what an order cannot be without makes it `order_unsound`, with every fault in the text.
 */
export function readJetOrder(answer: unknown): Result<ChannelOrder, 'order_unsound'> {
  const raw = soundJson(answer);
  if (!isFields(raw)) return refuse('order_unsound', 'The answer is no order.');
  const reader = createFieldReader();
  const status = reader.text(raw, 'status', '');
  const order: ChannelOrder = {
    channelOrderId: reader.text(raw, 'merchant_order_id', ''),
    referenceNumber: reader.text(raw, 'reference_order_id', ''),
    altOrderId: optionalText(raw, 'alt_order_id'),
    status: matchOrderStatus(status) ?? status,
    standing: standingOf(raw),
    exceptionState: optionalText(raw, 'exception_state'),
    acknowledgementStatus: optionalText(raw, 'acknowledgement_status'),
    isCancelRequested: raw['jet_request_directed_cancel'] === true,
    nodeId: reader.text(raw, 'fulfillment_node', ''),
    placedAt: reader.date(raw, 'order_placed_date', ''),
    readyAt: optionalDate(raw, 'order_ready_date'),
    acknowledgedAt: optionalDate(raw, 'order_acknowledge_date'),
    currency: 'USD',
    buyer: readBuyer(raw),
    shipTo: readShipTo(raw),
    requested: readRequested(raw),
    lines: readLines(reader, raw),
    shipments: optionalList(raw, 'shipments').map(readShipment),
    unknownValues: unknownValues(raw),
    raw,
  };
  return reader.faults.length === 0 ? ok(order) : refuse('order_unsound', reader.faults.slice(0, 10).join(' '));
}

const readBuyer = (raw: Fields): ChannelOrder['buyer'] => {
  const buyer = optionalObject(raw, 'buyer');
  return {
    name: optionalText(buyer, 'name') ?? '',
    phone: optionalText(buyer, 'phone_number')?.trim() ?? null,
    email: optionalText(raw, 'hash_email'),
  };
};

function readShipTo(raw: Fields): ChannelOrder['shipTo'] {
  const shippingTo = optionalObject(raw, 'shipping_to');
  const recipient = optionalObject(shippingTo, 'recipient');
  const address = optionalObject(shippingTo, 'address');
  return {
    name: optionalText(recipient, 'name') ?? '',
    phone: optionalText(recipient, 'phone_number')?.trim() ?? null,
    address1: optionalText(address, 'address1') ?? '',
    address2: optionalText(address, 'address2'),
    city: optionalText(address, 'city') ?? '',
    state: optionalText(address, 'state') ?? '',
    zipCode: optionalText(address, 'zip_code') ?? '',
  };
}

function readRequested(raw: Fields): ChannelOrder['requested'] {
  const detail = optionalObject(raw, 'order_detail');
  return {
    carrier: optionalText(detail, 'request_shipping_carrier'),
    method: optionalText(detail, 'request_shipping_method'),
    serviceLevel: optionalText(detail, 'request_service_level'),
    shipByAt: optionalDate(detail, 'request_ship_by'),
    deliverByAt: optionalDate(detail, 'request_delivery_by'),
  };
}

function readLines(reader: FieldReader, raw: Fields): readonly ChannelOrderLine[] {
  const lines = reader.list(raw, 'order_items', '').map((item, index) => readLine(reader, item, index));
  if (new Set(lines.map((line) => line.channelLineId)).size < lines.length)
    reader.fault('order_items has the same order_item_id twice.');
  return lines;
}

/** `item_price` is per unit, the fees are for the whole quantity. */
function readLine(reader: FieldReader, item: Fields, index: number): ChannelOrderLine {
  const path = `order_items[${index}].`;
  const pricePath = `${path}item_price.`;
  const price = reader.object(item, 'item_price', path);
  return {
    channelLineId: reader.text(item, 'order_item_id', path),
    merchantSku: reader.text(item, 'merchant_sku', path),
    title: optionalText(item, 'product_title') ?? '',
    imageUrl: optionalText(item, 'url'),
    quantity: reader.units(item, 'request_order_quantity', path, 1),
    cancelRequestedQuantity: optionalUnits(item, 'request_order_cancel_qty'),
    acknowledgementStatus: optionalText(item, 'order_item_acknowledgement_status'),
    unitPriceCents: reader.cents(price, 'base_price', pricePath, 'required'),
    unitTaxCents: reader.cents(price, 'item_tax', pricePath),
    unitShippingCents: reader.cents(price, 'item_shipping_cost', pricePath),
    unitShippingTaxCents: reader.cents(price, 'item_shipping_tax', pricePath),
    feesCents: reader.cents(item, 'item_fees', path),
  };
}

const readShipment = (shipment: Fields): ChannelShipment => ({
  channelShipmentId: optionalText(shipment, 'shipment_id') ?? '',
  altShipmentId: optionalText(shipment, 'alt_shipment_id'),
  carrier: optionalText(shipment, 'carrier'),
  method: optionalText(shipment, 'response_shipment_method'),
  trackingNumber: optionalText(shipment, 'shipment_tracking_number'),
  lines: optionalList(shipment, 'shipment_items').map((item) => ({
    merchantSku: optionalText(item, 'merchant_sku') ?? '',
    shipped: optionalUnits(item, 'response_shipment_sku_quantity'),
    cancelled: optionalUnits(item, 'response_shipment_cancel_qty'),
  })),
});

/** Answers of the merchant begin with this word when they are rejections (page Acknowledge Order). */
export const isRejection = (acknowledgementStatus: string): boolean => /^\s*rejected\b/i.test(acknowledgementStatus);

/** An order closed by Jet's hand, or complete although nobody answered and nothing shipped, is not wanted any more. */
function standingOf(raw: Fields): OrderStanding {
  const acknowledgement = optionalText(raw, 'acknowledgement_status');
  switch (matchOrderStatus(optionalText(raw, 'status') ?? '')) {
    case 'created':
      return 'held';
    case 'ready':
      return 'to-answer';
    case 'acknowledged':
      return 'accepted';
    case 'inprogress':
      // Units of a directed cancel may be answered before the order is.
      return acknowledgement === null ? 'to-answer' : 'accepted';
    case 'complete': {
      if (acknowledgement !== null && isRejection(acknowledgement)) return 'rejected';
      const exception = matchExceptionState(optionalText(raw, 'exception_state') ?? '');
      if (exception === 'exception - jet manual canceled to complete state') return 'cancelled';
      if (acknowledgement === null && optionalList(raw, 'shipments').length === 0) return 'cancelled';
      return 'complete';
    }
    case undefined:
      return 'unknown';
  }
}

function unknownValues(raw: Fields): readonly UnknownValue[] {
  const places: readonly [Fields, string, (text: string) => string | undefined][] = [
    [raw, 'status', matchOrderStatus],
    [raw, 'exception_state', matchExceptionState],
    [raw, 'acknowledgement_status', matchOrderAcknowledgementStatus],
    [optionalObject(raw, 'order_detail'), 'request_service_level', matchServiceLevel],
  ];
  return places.flatMap(([fields, field, match]) => {
    const value = optionalText(fields, field);
    return value === null || match(value) !== undefined ? [] : [{ field, value }];
  });
}
