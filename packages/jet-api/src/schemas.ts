/** Owns the names that the OpenAPI document gives to the bodies of the API. */
import type { TSchema } from 'typebox';
import { AcknowledgeMessage } from './acknowledge.ts';
import { ArchiveMessage } from './archive.ts';
import { FileReply, UploadedFile, UploadToken } from './files.ts';
import { InventoryReply, InventoryUpload } from './inventory.ts';
import { OrderItem, OrderReply, Shipment } from './order-detail.ts';
import { GenerateMessage } from './order-generator.ts';
import { OrderListReply } from './orders.ts';
import { PriceReply, PriceUpload } from './prices.ts';
import { RefundListReply, RefundMessage, RefundReply } from './refunds.ts';
import { JetErrors, JetMessage } from './replies.ts';
import { ReportCreatedReply, ReportRequest, ReportStateReply } from './reports.ts';
import { CompleteReturnMessage, ReturnListReply, ReturnReply } from './returns.ts';
import { ReturnsExceptionReply, ReturnsExceptionUpload } from './returns-exceptions.ts';
import { SalesDataReply } from './sales-data.ts';
import { SettlementListReply, SettlementReply } from './settlement.ts';
import { ShipMessage } from './ship.ts';
import { ShippingException, ShippingExceptionReply, ShippingExceptionUpload } from './shipping-exceptions.ts';
import { SkuImages, SkuReply, SkuUpload, SkuUploadV2 } from './sku-fields.ts';
import { PortalSku, SkuLinks } from './sku-lists.ts';
import { TagMessage } from './tags.ts';
import { TaxonomyAttributeReply, TaxonomyAttributesReply, TaxonomyLinks, TaxonomyNodeReply } from './taxonomy.ts';
import { TokenReply, TokenRequest } from './token.ts';
import { VariationReply, VariationUpload } from './variations.ts';

export const jetSchemas: Readonly<Record<string, TSchema>> = {
  AcknowledgeMessage,
  ArchiveMessage,
  CompleteReturnMessage,
  FileReply,
  GenerateMessage,
  InventoryReply,
  InventoryUpload,
  JetErrors,
  JetMessage,
  OrderItem,
  OrderListReply,
  OrderReply,
  PortalSku,
  PriceReply,
  PriceUpload,
  RefundListReply,
  RefundMessage,
  RefundReply,
  ReportCreatedReply,
  ReportRequest,
  ReportStateReply,
  ReturnListReply,
  ReturnReply,
  ReturnsExceptionReply,
  ReturnsExceptionUpload,
  SalesDataReply,
  SettlementListReply,
  SettlementReply,
  ShipMessage,
  Shipment,
  ShippingException,
  ShippingExceptionReply,
  ShippingExceptionUpload,
  SkuImages,
  SkuLinks,
  SkuReply,
  SkuUpload,
  SkuUploadV2,
  TagMessage,
  TaxonomyAttributeReply,
  TaxonomyAttributesReply,
  TaxonomyLinks,
  TaxonomyNodeReply,
  TokenReply,
  TokenRequest,
  UploadToken,
  UploadedFile,
  VariationReply,
  VariationUpload,
};
